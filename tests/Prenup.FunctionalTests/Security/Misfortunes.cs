using System.Globalization;
using Prenup.Sandbox;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Security;

/// <summary>Every way to fail that is cheap to drive, at any gateway with the models of <see cref="Models"/>; all replies are gathered.</summary>
internal sealed class Misfortunes(Uri address, SandboxClouds clouds)
{
    private const int Each = 12;

    /// <summary>One model that works, one whose cloud nobody listens at, and at both clouds a model for each failure: an offer that failed rests.</summary>
    public static string Models { get; } =
        """
            models:
              fine: { offers: [ { name: fine, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini } ] }
              nowhere: { offers: [ { name: nowhere, account: nowhere, model: m, price: openai/gpt-4.1-mini } ] }

            """
        + string.Concat(
            Enumerable
                .Range(0, Each)
                .Select(static n =>
                    Failing("openai", n, "openai", "gpt-4.1-mini") + Failing("azure", n, "azure-v1", "gpt-4.1-mini-eu")
                )
        );

    /// <summary>The further accounts that these models need.</summary>
    public const string Accounts = """
          nowhere: { cloud: openai, endpoint: 'http://127.0.0.1:9/v1', key: env:OPENAI }
        """;

    /// <summary>Where nobody listens.</summary>
    public static Uri Nowhere { get; } = new("http://127.0.0.1:9/");

    private readonly List<string> _replies = [];

    public IReadOnlyList<string> Replies => _replies;

    /// <summary>Drives all of them.</summary>
    public async Task RunAsync(Canaries canaries)
    {
        foreach (
            var key in new[]
            {
                TestGateway.Key,
                TestGateway.OtherKey,
                Canaries.WrongKey,
                TestGateway.AdminKey,
                Canaries.OpenAiKey,
            }
        )
        {
            using var client = new TestClient(address, key);
            await AskAsync(client, """{"model":"fine","messages":[{"role":"user","content":"hi"}]}""");
            await AskAsync(client, """{"model":"fine","stream":true,"messages":[{"role":"user","content":"hi"}]}""");
            await AskAsync(client, """{"model":"nobody","messages":[]}""");
            await AskAsync(client, """{"model":"nowhere","messages":[]}""");
            await AskAsync(client, "{not json");
            await KeepAsync(await client.GetAsync("/v1/models?key=" + key));
            await KeepAsync(await client.GetAsync("/v1/responses/resp_1"));
            await KeepAsync(await client.GetAsync("/no/such.url?api-key=" + key));
        }
        await RefusedBelowRoutingAsync();
        await CloudsFailAsync();
        foreach (var reply in _replies)
        {
            canaries.AssertNotIn(reply, "a reply");
        }
    }

    private async Task RefusedBelowRoutingAsync()
    {
        string[] heads =
        [
            $"GET /v1/models HTTP/1.1\r\nHost: x y\r\nAuthorization: Bearer {TestGateway.Key}\r\n",
            $"GET /v1/models HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TestGateway.Key}\r\nBroken {TestGateway.Key}\r\n",
            $"GET /v1/models?key={TestGateway.Key} HTTP/9\r\nHost: x\r\n",
            $"GET /v1/models HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TestGateway.Key}\r\n{string.Concat(Enumerable.Range(0, 200).Select(n => string.Create(CultureInfo.InvariantCulture, $"h{n}: 1\r\n")))}",
            $"GET /v1/models HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TestGateway.Key}\r\napi-key: {TestGateway.OtherKey}\r\n",
            $"GET /v1/models HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {TestGateway.Key}\r\n",
        ];
        foreach (var head in heads)
        {
            _replies.Add((await RawHttp.AskAsync(address, head + "Connection: close\r\n\r\n")).Text);
        }
    }

    // The worst cloud repeats the credential that it was sent, in everything it says.
    private async Task CloudsFailAsync()
    {
        using var client = new TestClient(address);
        foreach (var (cloud, key) in new[] { (clouds.OpenAi, Canaries.OpenAiKey), (clouds.Azure, Canaries.AzureKey) })
        {
            var echo =
                $$$"""{"error":{"message":"Incorrect API key provided: {{{key}}}","type":"invalid_request_error","code":"invalid_api_key"}}""";
            (string, string)[] headers =
            [
                ("x-debug", key),
                ("www-authenticate", "Bearer " + key),
                ("location", "http://x/?key=" + key),
            ];
            Fault[] faults =
            [
                .. new[] { 302, 401, 403, 404, 429, 500, 503 }.Select(status => Fault.Status(status, echo, headers)),
                Fault.ResetBeforeHead(),
                Fault.Of(FaultKind.Html),
                Fault.Of(FaultKind.NotJson),
                Fault.CutAfterEvents(2),
                Fault.ErrorEvent(0, echo),
            ];
            Assert.Equal(Each, faults.Length);
            for (var n = 0; n < Each; n++)
            {
                cloud.Faults.Enqueue(faults[n]);
                await AskAsync(
                    client,
                    $$"""{"model":"{{cloud.Name}}-{{n}}","stream":{{(n > 8 ? "true" : "false")}},"messages":[{"role":"user","content":"hi"}]}"""
                );
                Assert.Equal(0, cloud.Faults.Count);
            }
        }
    }

    private static string Failing(string cloud, int n, string account, string model) =>
        $"  {cloud}-{n}: {{ attempts: {{ count: 1 }}, offers: [ {{ name: {cloud}-{n}, account: {account}, model: {model}, price: {cloud}/gpt-4.1-mini }} ] }}\n";

    private async Task AskAsync(TestClient client, string body) =>
        await KeepAsync(await client.PostAsync("/v1/chat/completions", body));

    private async Task KeepAsync(HttpResponseMessage response)
    {
        using var held = response;
        _replies.Add($"{held}\n{await TestClient.TextAsync(held)}");
    }
}
