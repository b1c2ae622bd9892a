import { ask } from '../connectivity/ask.ts';
import { endForms } from '../connectivity/end-phrase.ts';
import { whyJson } from '../report/why-json.ts';
import { whyText } from '../report/why-text.ts';
import { isMisuse } from './arguments.ts';
import { clusterOptions, isClusterChosen } from './cluster-choice.ts';
import { colorOption, painter } from './color.ts';
import { defineCommand } from './command.ts';
import { status } from './exit-status.ts';
import { readAllFacts } from './read-facts.ts';

/** `netpol-lint why FROM TO`: whether one may connect to the other, and by what. */
export const whyCommand = defineCommand({
  name: 'why',
  summary: 'Tell which policies and rules allow or deny a connection',
  usage: ['why FROM TO [--port 5432/tcp] -f PATH... [options]', 'why FROM TO --cluster [options]'],
  options: [
    {
      name: 'port',
      short: 'p',
      value: 'PORT',
      help: 'a port of the destination pod, as 5432, 53/udp or http',
    },
    {
      name: 'file',
      short: 'f',
      value: 'PATH',
      help: 'facts: a file, a folder, a pattern, - for standard input; repeatable',
    },
    { name: 'format', value: 'FORMAT', oneOf: ['text', 'json'], help: 'how to print it, text unless given' },
    ...clusterOptions('facts: the live cluster; files count as if applied on top'),
    colorOption,
  ],
  notes: [
    `FROM and TO are ${endForms}.
Without --port every port is asked about, and the answer says which.`,
    `Exit status: 0 allowed (without --port: on some port), 1 denied for some of what was asked, or it cannot be told,
2 wrong usage, unreadable input, a policy that is refused or no such end, 3 a defect of netpol-lint.`,
  ],
  async run(args, io) {
    const [from, to, ...more] = args.positionals;
    if (from === undefined || to === undefined) return { misuse: 'why takes two ends: FROM and TO' };
    const paths = [...more, ...args.all('file')];
    if (paths.length === 0 && !isClusterChosen(args))
      return { misuse: 'why needs facts: name files or folders with -f, or say --cluster' };
    const read = await readAllFacts(paths, args, io);
    if (isMisuse(read)) return read;
    const { inventory, locate, leftOut } = read.facts;
    const answer = ask({ from, to, port: args.last('port') }, inventory);
    if ('problem' in answer) return { misuse: answer.problem };
    const paint = painter(args.last('color'), io);
    const isJson = args.last('format') === 'json';
    io.stdout.write(
      isJson
        ? `${JSON.stringify(whyJson(answer, locate, leftOut), null, 2)}\n`
        : whyText(answer, locate, paint),
    );
    if (read.status !== status.clean) return read.status;
    return answer.answer === 'yes' ? status.clean : status.findings;
  },
});
