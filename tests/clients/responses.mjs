// Responses: text with reasoning, parallel calls, turns joined by id and by sealed reasoning, whole and streamed.
import { connectResponses, functions, pixel, print, reasoner, schema, user } from './client.mjs';

const client = connectResponses();
const reasoning = { effort: 'low', summary: 'auto' };
const tools = functions.map((one) => ({ type: 'function', ...one }));
const blank = (key, value) => (/^(id|call_id|item_id|response_id|encrypted_content)$/.test(key) ? typeof value : value);
const shown = (value) => JSON.parse(JSON.stringify(value, blank));

async function whole(options) {
  const reply = await client.responses.create({ model: reasoner, reasoning, ...options });
  return { id: reply.id, output: reply.output, text: reply.output_text, usage: reply.usage, model: reply.model };
}

async function streamed(options) {
  const stream = client.responses.stream({ model: reasoner, reasoning, ...options });
  const events = [];
  for await (const event of stream) {
    events.push([event.type, event.sequence_number, event.output_index ?? null, event.delta ?? null]);
  }
  const reply = await stream.finalResponse();
  return { events, output: reply.output, usage: reply.usage };
}

const stored = await whole({ input: 'My name is Ann' });
const thought = await whole({ input: 'Think', store: false, include: ['reasoning.encrypted_content'] });
const sealed = thought.output.find((item) => item.type === 'reasoning').encrypted_content;
const listed = await client.responses.inputItems.list(stored.id);
const again = await client.responses.retrieve(stored.id);

print(
  shown({
    stored,
    joined: await whole({ input: 'What is it?', previous_response_id: stored.id }),
    joinedStreamed: await streamed({ input: 'What is it?', previous_response_id: stored.id }),
    isSealed: sealed.length > 0,
    next: await streamed({ input: [...user('Think'), ...thought.output, ...user('Go on')], store: false }),
    calls: await whole({ input: 'Please call the tool, in parallel', tools }),
    callsStreamed: await streamed({ input: 'Please call the tool, in parallel', tools }),
    formatted: await whole({
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'What weather is this?' },
            { type: 'input_image', image_url: pixel, detail: 'low' },
          ],
        },
      ],
      text: { format: { type: 'json_schema', name: 'weather', strict: true, schema } },
    }),
    listed: listed.data.map((item) => item.content),
    again: again.output_text,
  }),
);
await client.responses.delete(stored.id);
