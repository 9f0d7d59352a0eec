// @getodk/xforms-engine: the engine of ODK Web Forms without its pages. It reads its form through a DOM, which
// Node has not: jsdom, on which the engine's own tests run. The time jsdom takes to read the text is taken off.
import { JSDOM } from 'jsdom';
import { run, worked } from './running.mjs';

const { window } = new JSDOM('');
let reading = 0;
for (const name of ['XPathResult', 'Node', 'Element', 'Document', 'XMLSerializer', 'Attr', 'Text']) globalThis[name] = window[name];
globalThis.document = window.document;
globalThis.DOMParser = class extends window.DOMParser {
  parseFromString(text, type) {
    const began = worked();
    const found = super.parseFromString(text, type);
    reading += worked() - began;
    return found;
  }
};

// As published it is built for browsers: while it loads, it must not take this for Node.
const node = globalThis.process;
globalThis.window = window;
delete globalThis.process;
const { loadForm } = await import('@getodk/xforms-engine');
globalThis.process = node;

function* inside(node) {
  yield node;
  for (const child of node.currentState.children ?? []) yield* inside(child);
}

await run(async (form) => {
  reading = 0;
  const began = worked();
  const loaded = await loadForm(form);
  if (loaded.error) throw loaded.error;
  const { root } = loaded.createInstance();
  const ms = worked() - began - reading;
  const nodes = new Map([...inside(root)].map((node) => [node.definition.nodeset.split('/').at(-1), node]));
  return {
    ms,
    engine: {
      answer: (name, value) => {
        const node = nodes.get(name);
        if (node.nodeType === 'select') node.selectValue(value);
        else node.setValue(value);
      },
      count: (name) => Number(nodes.get(name).currentState.value),
      isAsked: (name) => nodes.get(name).currentState.relevant,
    },
  };
});
