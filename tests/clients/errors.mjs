// What the client makes of refusals, and of the models that it may ask. The test lets the cloud refuse one call for its rate.
import { chat, connect, print, sdk, user } from './client.mjs';

async function fault(act) {
  try {
    await act();
    return null;
  } catch (error) {
    return {
      type: Object.keys(sdk).find((name) => sdk[name] === error.constructor) ?? error.constructor.name,
      status: error.status,
      code: error.code,
    };
  }
}

const say = (client, model = chat) => client.chat.completions.create({ model, messages: user('Say hello') });
const models = [];
for await (const model of connect().models.list()) {
  models.push(model.id);
}
const begun = Date.now();
await say(connect({ maxRetries: 2 }));
print({
  models,
  waitedMs: Date.now() - begun,
  key: await fault(() => say(connect({ apiKey: 'sk-wrong' }))),
  model: await fault(() => say(connect(), 'gpt-9')),
  stored: await fault(() => connect().responses.retrieve('resp_unknown')),
});
