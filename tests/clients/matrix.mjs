// Every feature at every way to buy: null where it works, else what the client threw.
import { functions, pixel, print, schema, sdk, user, ways, connect } from './client.mjs';

const text = 'Say 30 words, with <angles> & "quotes" and a fox 🦊';
const one = 'Please call the tool';
const two = 'Please call the tool, in parallel';
const reasoning = { effort: 'low', summary: 'auto' };

function check(holds, what) {
  if (!holds) throw new Error(what);
}

function chatCells(client, model) {
  const tools = functions.map((f) => ({ type: 'function', function: f }));
  const ask = (options) => client.chat.completions.create({ model, ...options });
  const called = async (prompt, count) => {
    const whole = await ask({ messages: user(prompt), tools });
    const stream = client.chat.completions.stream({ model, messages: user(prompt), tools });
    const streamed = await stream.finalChatCompletion();
    for (const reply of [whole, streamed]) {
      const calls = reply.choices[0].message.tool_calls;
      check(calls.length === count, `${calls.length} calls`);
      calls.forEach((call) => JSON.parse(call.function.arguments));
    }
  };
  return {
    'chat-whole': async () => check((await ask({ messages: user(text) })).choices[0].message.content.includes('🦊'), 'no fox'),
    'chat-streamed': async () => {
      const stream = client.chat.completions.stream({ model, messages: user(text) });
      check((await stream.finalContent()).includes('🦊'), 'no fox');
    },
    'chat-tools': () => called(one, 1),
    'chat-parallel-tools': () => called(two, 2),
    'chat-schema': async () => {
      const response_format = { type: 'json_schema', json_schema: { name: 'weather', strict: true, schema } };
      const reply = await client.chat.completions.parse({ model, messages: user('Weather?'), response_format });
      check('city' in JSON.parse(reply.choices[0].message.content), 'no city');
    },
    'chat-image': async () => {
      const content = [{ type: 'text', text: 'What?' }, { type: 'image_url', image_url: { url: pixel, detail: 'low' } }];
      check((await ask({ messages: user(content) })).choices[0].message.content.length > 0, 'no answer');
    },
  };
}

function responsesCells(client, model) {
  const tools = functions.map((f) => ({ type: 'function', ...f }));
  const ask = (options) => client.responses.create({ model, reasoning, ...options });
  const stream = (options) => client.responses.stream({ model, reasoning, ...options }).finalResponse();
  const called = async (input, count) => {
    for (const reply of [await ask({ input, tools }), await stream({ input, tools })]) {
      const calls = reply.output.filter((item) => item.type === 'function_call');
      check(calls.length === count, `${calls.length} calls`);
      calls.forEach((call) => JSON.parse(call.arguments));
    }
  };
  return {
    'responses-whole': async () => check((await ask({ input: text })).output_text.includes('🦊'), 'no fox'),
    'responses-streamed': async () => {
      const said = (await stream({ input: text })).output.find((item) => item.type === 'message');
      check(said.content[0].text.includes('🦊'), 'no fox');
    },
    'responses-tools': () => called(one, 1),
    'responses-parallel-tools': () => called(two, 2),
    'responses-schema': async () => {
      const format = { type: 'json_schema', name: 'weather', strict: true, schema };
      check('city' in JSON.parse((await ask({ input: 'Weather?', text: { format } })).output_text), 'no city');
    },
    'responses-image': async () => {
      const content = [{ type: 'input_text', text: 'What?' }, { type: 'input_image', image_url: pixel, detail: 'low' }];
      check((await ask({ input: user(content) })).output_text.length > 0, 'no answer');
    },
    'responses-reasoning': async () => {
      const first = await ask({ input: 'Think', store: false, include: ['reasoning.encrypted_content'] });
      check(first.output.find((item) => item.type === 'reasoning').encrypted_content.length > 0, 'no thought');
      const next = await ask({ input: [...user('Think'), ...first.output, ...user('Go on')], store: false });
      check(next.output_text.length > 0, 'no answer');
    },
    'responses-stored': async () => {
      const made = await ask({ input: 'Keep this' });
      await ask({ input: 'What was it?', previous_response_id: made.id });
      check((await client.responses.retrieve(made.id)).output_text === made.output_text, 'another');
      await client.responses.delete(made.id);
      const gone = await client.responses.retrieve(made.id).catch((fault) => fault);
      check(gone instanceof sdk.NotFoundError, 'still there');
    },
  };
}

function embeddingsCells(client, model) {
  const ask = (options) => client.embeddings.create({ model, input: ['a fox 🦊', 'another'], ...options });
  return {
    'embeddings-float': async () =>
      check(typeof (await ask({ encoding_format: 'float' })).data[1].embedding[0] === 'number', 'no numbers'),
    'embeddings-base64': async () => check((await ask({})).data[0].embedding.length > 1, 'no vector'),
  };
}

async function outcome(cell) {
  try {
    await cell();
    return null;
  } catch (fault) {
    return { status: fault.status ?? 0, code: fault.code ?? null, message: String(fault.message ?? fault) };
  }
}

const found = {};
for (const { way, classic, chat, reasoner, embedder } of ways) {
  const client = connect({}, classic);
  const cells = {
    ...chatCells(client, chat),
    ...responsesCells(connect(), reasoner),
    ...embeddingsCells(client, embedder),
  };
  found[way] = {};
  for (const [name, cell] of Object.entries(cells)) {
    found[way][name] = await outcome(cell);
  }
}
print(found);
