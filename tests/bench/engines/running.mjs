// What both engines from Node share: reading the job, timing in this process, telling what came out.
import { readFileSync } from 'node:fs';

/** Milliseconds that this thread has worked, where the system tells; else what the clock on the wall says. */
export function worked() {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

/** Runs one job: `open` gives an engine with `answer(name, value)`, `count(name)` and `isAsked(name)`. */
export async function run(open) {
  const job = JSON.parse(readFileSync(0, 'utf8'));
  const form = readFileSync(job.form, 'utf8');
  const { engine: warmed, ms: first } = await open(form);   // the just-in-time compiler has its turn
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
  const told = { first_ms: first, open_ms: opened, again_ms: Math.min(...opened), answer_ms: answered, ends };
  console.log(JSON.stringify(told));
}
