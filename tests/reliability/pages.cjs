// Prints, for every HTML file named on the command line, its errors by html-validate and its findings by axe-core, as JSON.
// Run with NODE_PATH at a node_modules folder that holds html-validate, axe-core and jsdom.
const fs = require("fs");
const { HtmlValidate } = require("html-validate");
const { JSDOM, VirtualConsole } = require("jsdom");
const axe = fs.readFileSync(require.resolve("axe-core"), "utf8");

const validator = new HtmlValidate({
  extends: ["html-validate:recommended", "html-validate:a11y", "html-validate:document"],
  // Mail programs need inline styles and the old table attributes, and drop <main>; the rest is a matter of taste.
  rules: {
    "no-inline-style": "off", "no-deprecated-attr": "off", "attribute-boolean-style": "off", "doctype-style": "off",
    "void-style": "off", "no-trailing-whitespace": "off", "no-raw-characters": "off", "long-title": "off", "tel-non-breaking": "off",
    "no-implicit-close": "off", "attr-quotes": "off", "prefer-native-element": "off",
  },
});

async function check(file) {
  const source = fs.readFileSync(file, "utf8");
  const report = await validator.validateString(source);
  const errors = report.results.flatMap((result) => result.messages).map((message) => `${message.ruleId}: ${message.message}`);
  const window = new JSDOM(source, { runScripts: "outside-only", virtualConsole: new VirtualConsole() }).window;
  window.eval(axe);
  const found = await window.axe.run(window.document, { rules: { "color-contrast": { enabled: false } } });
  const findings = found.violations.map((violation) => `${violation.impact}: ${violation.id}`);
  return { errors: [...new Set(errors)], findings };
}

(async () => {
  const all = {};
  for (const file of process.argv.slice(2)) all[file] = await check(file);
  console.log(JSON.stringify(all));
})();
