using System.Net;
using Prenup.Core.Ledger;
using Prenup.FunctionalTests.Credentials;
using Prenup.FunctionalTests.Matrix;
using Prenup.FunctionalTests.Robustness;
using Prenup.Sandbox;
using Xunit;

namespace Prenup.FunctionalTests.Chaos;

/// <summary>The gateway's clock differs from the clouds' by hours: refused is what was signed with it, and that is said.</summary>
public sealed class WrongClockTests
{
    private static readonly TimeSpan Hours = TimeSpan.FromHours(3);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Only_what_is_signed_by_time_is_refused_and_says_so(int direction)
    {
        var theirs = new ShiftedClock();
        theirs.PutForward(direction * Hours);
        var folder = Directory.CreateTempSubdirectory("prenup-clock-").FullName;
        await using var gateway = await StartAsync(theirs, folder);
        using var client = new TestClient(gateway.Address);

        Assert.Equal(HttpStatusCode.OK, await client.AskAsync("by-key"));
        await RefusedAsync(client, "signed", "upstream_clock_skew", "the gateway's clock is wrong");
        await RefusedAsync(client, "by-assertion", "upstream_credential_unavailable", "the clock");

        theirs.PutForward(-direction * Hours); // somebody sets it right, and nothing is restarted
        await Eventually.HoldsAsync(() => client.AskAsync("by-assertion").Result == HttpStatusCode.OK, "a new token");
        var rows = await gateway.AttemptsAsync();
        Assert.Equal(AttemptState.Settled, rows[0].State);
        Assert.Equal([AttemptState.Unbilled, AttemptState.Unbilled], rows.Skip(1).Take(2).Select(row => row.State));
    }

    private static async Task RefusedAsync(TestClient client, string model, string code, string says)
    {
        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat(model, stream: false));
        var text = await TestClient.TextAsync(response);
        Assert.Equal(code, Refusal.Code(text));
        Assert.Contains(says, text, StringComparison.Ordinal);
    }

    private static async Task<TestGateway> StartAsync(TimeProvider theirs, string folder)
    {
        var clouds = await SandboxClouds.StartAsync(
            new SandboxOptions
            {
                Clouds = [.. SandboxClouds.Names.Except(["google", "ibm-iam"])],
                TimeProvider = theirs,
            },
            TestContext.Current.CancellationToken
        );
        WorldAccounts.WriteFiles(clouds, folder);
        return await TestGateway.StartAsync(
            """
            models:
              by-key: { offers: [ { name: by-key, account: m-openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini } ] }
              signed: { offers: [ { name: signed, account: m-runtime, model: us.openai.gpt-5.5, price: bedrock/openai.gpt-5.5 } ] }
              by-assertion: { offers: [ { name: by-assertion, account: m-vertex-open, model: openai/gpt-oss-120b-maas, price: vertex/openai/gpt-oss-120b-maas, apis: [openai-chat] } ] }
            """,
            clouds: clouds,
            folder: folder,
            accounts: WorldAccounts.Of(clouds, folder)
        );
    }
}
