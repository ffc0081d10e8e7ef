// Text: whole, streamed in each of the three ways to ask for usage, several choices.
import { chat, connect, print, user } from './client.mjs';

const client = connect();
const prompt = user('Say 30 words, with <angles> & "quotes" and a fox 🦊');

async function chunks(options) {
  const seen = [];
  for await (const chunk of await client.chat.completions.create({
    model: chat,
    messages: prompt,
    stream: true,
    ...options,
  })) {
    // A usage of null says what its absence says: a cloud that was asked for usage writes it on every chunk.
    const keys = Object.keys(chunk).filter((key) => key !== 'obfuscation' && (key !== 'usage' || chunk.usage !== null));
    seen.push({ keys, model: chunk.model, choices: chunk.choices, usage: chunk.usage ?? null });
  }
  return seen;
}

const whole = await client.chat.completions.create({ model: chat, messages: prompt });
const helper = client.chat.completions.stream({ model: chat, messages: prompt });
print({
  whole: { model: whole.model, choices: whole.choices, usage: whole.usage },
  silent: await chunks({}),
  wanted: await chunks({ stream_options: { include_usage: true } }),
  unwanted: await chunks({ stream_options: { include_usage: false } }),
  several: await chunks({ n: 2 }),
  helper: await helper.finalContent(),
});
