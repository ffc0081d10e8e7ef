using System.Net;
using Prenup.Core.Ledger;
using Prenup.Sandbox;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.FunctionalTests.Reloading;

/// <summary>The configuration changes while the gateway serves.</summary>
public sealed class ReloadTests
{
    private static readonly int Reloads = Environment.GetEnvironmentVariable("PRENUP_DEEP") == "1" ? 1000 : 200;
    private readonly string _folder = Directory.CreateTempSubdirectory("prenup-reload-").FullName;

    private string File => Path.Combine(_folder, "prenup.yaml");

    [Fact]
    public async Task A_written_file_takes_effect_and_the_log_names_what_changed()
    {
        await using var gateway = await StartAsync(clouds => FollowedGateway.Yaml(clouds));
        const string models =
            "gpt-5.5: { offers: [ { name: five, account: openai, model: gpt-5.5, price: openai/gpt-5.5 } ] }";
        await gateway.WriteAsync(
            FollowedGateway.Yaml(gateway.Clouds, models: models, more: "limits: { exchanges: 5 }")
        );
        await Eventually.HoldsAsync(() => gateway.Host.Reload.Status.Reloads == 1, "the new file");
        using var client = new TestClient(gateway.Address);
        using var found = await client.GetAsync("/v1/models/gpt-5.5");
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        using var gone = await client.GetAsync("/v1/models/gpt-4.1-mini");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(
            [
                "models: added gpt-5.5; removed gpt-4.1-mini",
                "offers: added five; removed direct",
                "settings: changed limits",
            ],
            gateway.Host.Reload.Status.Changes.Select(static change => change.ToString())
        );
        Assert.Contains("took effect at ", gateway.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_faulty_file_is_refused_with_every_error_and_nothing_changes()
    {
        await using var gateway = await StartAsync(clouds => FollowedGateway.Yaml(clouds));
        await gateway.WriteAsync(FollowedGateway.Yaml(gateway.Clouds, more: "limts: {}\nshutdown: { drain: soon }"));
        await Eventually.HoldsAsync(() => gateway.Host.Reload.Status.Refused is not null, "the refusal");
        var status = gateway.Host.Reload.Status;
        Assert.Equal((0L, 1L), (status.Reloads, status.Refusals));
        Assert.Collection(
            status.Refused!.Reasons,
            reason => Assert.Contains("unknown name 'limts'; did you mean 'limits'?", reason, StringComparison.Ordinal),
            reason => Assert.Contains("expected a duration", reason, StringComparison.Ordinal)
        );
        Assert.All(status.Refused.Reasons, reason => Assert.Contains(reason, gateway.Log, StringComparison.Ordinal));
        await AssertServesAsync(gateway);

        await gateway.WriteAsync(FollowedGateway.Yaml(gateway.Clouds, more: "shutdown: { drain: 1s }"));
        await Eventually.HoldsAsync(() => gateway.Host.Reload.Status.Reloads == 1, "the mended file");
        Assert.Null(gateway.Host.Reload.Status.Refused);
    }

    [Fact]
    public async Task What_cannot_change_while_running_refuses_the_whole_file_and_says_so()
    {
        await using var gateway = await StartAsync(clouds => FollowedGateway.Yaml(clouds));
        var yaml = FollowedGateway.Yaml(gateway.Clouds, more: "limits: { exchanges: 1 }\nledger: { segment: 1MiB }");
        await gateway.WriteAsync(yaml.Replace("./data", "./elsewhere").Replace("127.0.0.1:0", "127.0.0.1:9"));
        Assert.False(gateway.Host.Reload.ReadNow("of a test"));
        Assert.Equal(
            ["'listen' does not", "'data' does not", "'ledger' does not"],
            gateway.Host.Reload.Status.Refused!.Reasons.Select(static reason =>
                reason[..reason.IndexOf(" change", StringComparison.Ordinal)]
            )
        );
        await gateway.WriteAsync("");
        Assert.False(gateway.Host.Reload.ReadNow("of a test"));
        Assert.Contains(
            gateway.Host.Reload.Status.Refused!.Reasons,
            static reason => reason.StartsWith("no model is left", StringComparison.Ordinal)
        );
        await AssertServesAsync(gateway);
    }

    [Fact]
    public async Task A_link_that_is_swapped_and_a_price_book_that_is_written_take_effect()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege.");
        // As a mounted volume does it: prenup.yaml → ..data/prenup.yaml, ..data → one folder, then another.
        Directory.CreateDirectory(Path.Combine(_folder, "first"));
        Directory.CreateDirectory(Path.Combine(_folder, "second"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "..data"), "first");
        System.IO.File.CreateSymbolicLink(File, "..data/prenup.yaml");
        await using var gateway = await StartAsync(clouds =>
        {
            const string prices = "prices: { books: [builtin, ./prices.yaml] }";
            var yaml = FollowedGateway.Yaml(clouds, more: prices);
            System.IO.File.WriteAllText(Path.Combine(_folder, "first", "prenup.yaml"), yaml);
            System.IO.File.WriteAllText(
                Path.Combine(_folder, "second", "prenup.yaml"),
                yaml + "\nlimits: { event: 1MiB }"
            );
            System.IO.File.WriteAllText(Path.Combine(_folder, "prices.yaml"), Prices(1));
            return yaml;
        });
        Directory.CreateSymbolicLink(Path.Combine(_folder, "..next"), "second");
        Directory.Move(Path.Combine(_folder, "..next"), Path.Combine(_folder, "..swap"));
        System.IO.File.Delete(Path.Combine(_folder, "..data"));
        Directory.Move(Path.Combine(_folder, "..swap"), Path.Combine(_folder, "..data"));
        await Eventually.HoldsAsync(() => gateway.Host.Reload.Status.Reloads == 1, "the swapped link");
        Assert.Equal("settings: changed limits", Assert.Single(gateway.Host.Reload.Status.Changes).ToString());

        await System.IO.File.WriteAllTextAsync(
            Path.Combine(_folder, "prices.yaml"),
            Prices(2),
            TestContext.Current.CancellationToken
        );
        await Eventually.HoldsAsync(() => gateway.Host.Reload.Status.Reloads == 2, "the price book");
        Assert.Equal("prices: changed own/model", Assert.Single(gateway.Host.Reload.Status.Changes).ToString());
    }

    [Fact]
    public async Task Reloads_under_load_lose_no_exchange_and_leave_no_connections()
    {
        await using var gateway = await StartAsync(clouds => FollowedGateway.Yaml(clouds));
        using var over = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 4).Select(caller => CallAsync(gateway, caller % 2 == 0, over.Token)).ToList();
        for (var reload = 0; reload < Reloads; reload++)
        {
            await gateway.WriteAsync(Variant(gateway.Clouds, reload));
            Assert.True(gateway.Host.Reload.ReadNow("of a test"), gateway.Log);
        }
        await over.CancelAsync();
        var exchanges = (await Task.WhenAll(callers)).Sum();
        Assert.True(exchanges > 0);
        Assert.True(gateway.Host.Reload.Status.Reloads >= Reloads); // some by the watch as well
        Assert.True(await gateway.Host.Ledger.FlushAsync());
        using var reader = LedgerReader.Open(Path.Combine(_folder, "data"));
        var attempts = reader.Show(LedgerFilter.All).ToList();
        Assert.Equal(exchanges, attempts.Count);
        Assert.All(attempts, static attempt => Assert.Equal(AttemptState.Settled, attempt.State));
        await Eventually.HoldsAsync(
            () =>
            {
                GC.Collect();
                gateway.Host.Reload.LetGo();
                return gateway.Host.Accounts <= 2;
            },
            "connections of accounts that are gone"
        );
    }

    private static string Prices(int usd) =>
        $"prices: {{ own/model: [ {{ valid-from: 2026-01-01, source: a test, rows: [ {{ text-in: {usd} }} ] }} ] }}";

    // Every one renames an account, changes a limit and keeps what the callers ask for.
    private static string Variant(SandboxClouds clouds, int number) =>
        FollowedGateway.Yaml(
            clouds,
            $"openai-{number % 7}",
            $"gpt-4.1-mini: {{ offers: [ {{ name: direct, account: openai-{number % 7}, model: gpt-4.1-mini, price: openai/gpt-4.1-mini }} ] }}",
            $"limits: {{ exchanges: {100 + number} }}\ntimers: {{ connect: {10 + number}s }}"
        );

    private static async Task<int> CallAsync(FollowedGateway gateway, bool stream, CancellationToken over)
    {
        using var client = new TestClient(gateway.Address);
        var calls = 0;
        while (!over.IsCancellationRequested)
        {
            using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat(stream: stream));
            var text = await TestClient.TextAsync(response);
            Assert.True(response.StatusCode == HttpStatusCode.OK, text);
            Assert.EndsWith(stream ? "data: [DONE]\n\n" : "}", text, StringComparison.Ordinal);
            calls++;
            await Task.Delay(5, CancellationToken.None);
        }
        return calls;
    }

    private static async Task AssertServesAsync(FollowedGateway gateway)
    {
        using var client = new TestClient(gateway.Address);
        Assert.Equal(HttpStatusCode.OK, await client.AskAsync("gpt-4.1-mini"));
    }

    private Task<FollowedGateway> StartAsync(Func<SandboxClouds, string> yaml) =>
        FollowedGateway.StartAsync(_folder, yaml);
}
