// survey-core: the model alone, no page is drawn. Its defaults since 3.0 recompute an expression only when
// something it reads has changed, and leave validators for when a page is left: both are the fastest way.
import { Model } from 'survey-core';
import { run, worked } from './running.mjs';

await run(async (form) => {
  const began = worked();
  const model = new Model(JSON.parse(form));
  const ms = worked() - began;
  return {
    ms,
    engine: {
      answer: (name, value) => model.setValue(name, value),
      count: (name) => Number(model.getValue(name) ?? 0),
      isAsked: (name) => model.getQuestionByName(name).isVisible,
    },
  };
});
