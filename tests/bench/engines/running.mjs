// What both engines from Node share: reading the job, timing in this process, telling what came out.
import { readFileSync } from 'node:fs';

/** Runs one job: `open` gives an engine with `answer(name, value)`, `count(name)` and `isAsked(name)`. */
export async function run(open) {
  const job = JSON.parse(readFileSync(0, 'utf8'));
  const form = readFileSync(job.form, 'utf8');
  const warmed = (await open(form)).engine;                 // the just-in-time compiler has its turn first
  for (const [name, value] of job.warm) warmed.answer(name, value);
  const opened = [];
  for (let n = 0; n < job.opens; n++) opened.push((await open(form)).ms);
  const { engine } = await open(form);
  const answered = [];
  for (const [name, value] of job.answers) {
    const began = performance.now();
    engine.answer(name, value);
    answered.push(performance.now() - began);
  }
  const ends = Object.fromEntries(job.counts.map((name) => [name, engine.count(name)]));
  ends['boxes asked'] = job.boxes.filter((name) => engine.isAsked(name)).length;
  console.log(JSON.stringify({ open_ms: opened, answer_ms: answered, ends }));
}
