// Tools: one and two in parallel, whole and streamed, and a result that goes back.
import { chat, connect, functions, print, user } from './client.mjs';

const client = connect();
const tools = functions.map((one) => ({ type: 'function', function: one }));
const nameless = (calls) => calls?.map(({ id, ...call }) => ({ ...call, hasId: id.length > 0 }));

async function whole(prompt) {
  const { choices, usage } = await client.chat.completions.create({ model: chat, messages: user(prompt), tools });
  const [{ message, finish_reason }] = choices;
  return { calls: nameless(message.tool_calls), content: message.content, finish_reason, usage };
}

async function streamed(prompt) {
  const stream = client.chat.completions.stream({ model: chat, messages: user(prompt), tools });
  const openers = [];
  stream.on('chunk', (chunk) => {
    for (const call of chunk.choices[0]?.delta?.tool_calls ?? []) {
      openers.push([call.index, call.id !== undefined, call.function?.name ?? null, call.function?.arguments]);
    }
  });
  const { choices } = await stream.finalChatCompletion();
  return { openers, calls: nameless(choices[0].message.tool_calls), finish_reason: choices[0].finish_reason };
}

async function answered() {
  const messages = user('Please call the tool');
  const first = await client.chat.completions.create({ model: chat, messages, tools });
  messages.push(first.choices[0].message);
  messages.push({ role: 'tool', tool_call_id: first.choices[0].message.tool_calls[0].id, content: 'sunny, 21 °C' });
  const second = await client.chat.completions.create({ model: chat, messages, tools });
  return second.choices[0].message.content;
}

print({
  one: await whole('Please call the tool'),
  two: await whole('Please call the tool, in parallel'),
  oneStreamed: await streamed('Please call the tool'),
  twoStreamed: await streamed('Please call the tool, in parallel'),
  answered: await answered(),
});
