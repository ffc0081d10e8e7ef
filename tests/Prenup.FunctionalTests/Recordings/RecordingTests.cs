using Xunit;

namespace Prenup.FunctionalTests.Recordings;

/// <summary>Every recorded exchange, through the gateway: both ways byte-identical apart from the named edits, and on the ledger as recorded.</summary>
public sealed class RecordingTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("openai", false)]
    [InlineData("openai", true)]
    [InlineData("azure-v1", false)]
    [InlineData("azure-v1", true)]
    [InlineData("azure-classic", false)]
    [InlineData("azure-classic", true)]
    [InlineData("azure-models", false)]
    [InlineData("azure-models", true)]
    [InlineData("compatible", false)]
    [InlineData("compatible", true)]
    [InlineData("aws-mantle", false)]
    public async Task Every_recorded_exchange_passes_unchanged_and_is_counted_as_recorded(string account, bool renames)
    {
        var form = UrlForm.All.Single(form => form.Account == account);
        var recordings = Served(form).Where(static recording => recording.Kind != "error").ToList();
        var playable = recordings.Where(static recording => Refusals.Of(recording) is null).ToList();
        await using var replay = await Replay.StartAsync(form, recordings, renames);
        var problems = new List<string>();

        foreach (var recording in playable)
        {
            problems.AddRange(await replay.PlayAsync(recording));
        }

        problems.AddRange(await replay.LedgerProblemsAsync());
        output.WriteLine($"{replay.Played} of {recordings.Count} recordings passed on {account}; errors are apart");
        Assert.True(problems.Count == 0, $"{problems.Count}:\n{string.Join("\n", problems.Take(5))}");
        Assert.Equal(playable.Count, replay.Played);
    }

    [Fact]
    public async Task What_the_gateway_refuses_of_the_recordings_is_refused_for_its_reason_and_never_sent()
    {
        foreach (var form in UrlForm.All)
        {
            foreach (var recording in Served(form))
            {
                if (Refusals.Of(recording) is not { } refusal)
                {
                    continue;
                }
                await using var replay = await Replay.StartAsync(form, [recording]);
                using var response = await replay.SendAsync(recording, recording.Request);
                var error = (await TestClient.JsonAsync(response)).GetProperty("error");
                output.WriteLine($"{recording.Name}: refused, {refusal.Why}");
                Assert.Equal(refusal.Status, (int)response.StatusCode);
                Assert.Equal(refusal.Code, error.GetProperty("code").GetString());
                Assert.Empty(replay.Cloud.Calls);
            }
        }
    }

    [Fact]
    public async Task Recorded_errors_are_unbilled_and_pass_where_they_are_about_the_clients_own_request()
    {
        var passed = 0;
        foreach (var form in UrlForm.All)
        {
            var errors = Served(form).Where(static r => r.Kind == "error" && Refusals.Of(r) is null);
            foreach (var recording in errors)
            {
                // One gateway each: an error may rest its offer.
                await using var replay = await Replay.StartAsync(form, [recording]);
                if (recording.Form == UrlForm.Compatible && recording.Status == 400)
                {
                    await AssertCodedAsync(recording, replay);
                }
                else if (recording.Status == 400)
                {
                    Assert.Empty(await replay.PlayAsync(recording));
                }
                else
                {
                    await AssertHiddenAsync(recording, replay);
                }
                Assert.Empty(await replay.LedgerProblemsAsync());
                output.WriteLine($"{recording.Name}: {recording.Status}, unbilled");
                passed += replay.Played;
            }
        }
        output.WriteLine($"{passed} recorded errors passed");
        Assert.NotEqual(0, passed);
    }

    [Fact]
    public async Task C3_A_recorded_stream_whose_client_wants_no_usage_loses_its_usage_chunk_alone()
    {
        var recordings = Served(UrlForm.OpenAi).Where(static r => r is { IsStream: true, AsksUsage: true }).ToList();
        await using var replay = await Replay.StartAsync(UrlForm.OpenAi, recordings);
        var problems = new List<string>();

        foreach (var recording in recordings)
        {
            var options = Recording.Parse(recording.Request).GetProperty("stream_options");
            var body = JsonEdit.Replace(recording.Request, options, """{"include_usage":false}""");
            problems.AddRange(await replay.PlayAsync(recording, body: body));
        }

        problems.AddRange(await replay.LedgerProblemsAsync());
        output.WriteLine($"{replay.Played} streams without their usage chunk");
        Assert.True(problems.Count == 0, $"{problems.Count}:\n{string.Join("\n", problems.Take(5))}");
        Assert.NotEmpty(recordings);
    }

    [Fact]
    public void Recordings_on_other_url_forms_are_named()
    {
        var others = Recording.All().Where(static recording => recording.Form is null).ToList();

        foreach (var group in others.GroupBy(static r => $"{r.Cloud} {r.Url.Host}{r.Url.AbsolutePath}"))
        {
            output.WriteLine($"{group.Count()} on {group.Key}: {string.Join(", ", group.Select(static r => r.Name))}");
        }
        output.WriteLine($"{others.Count} recordings are on URL forms that are not served");
        Assert.All(others, static r => Assert.NotEqual("api.openai.com", r.Url.Host));
    }

    // A code that says what is wrong is what clients go by: where a server gives none, the error is the gateway's.
    private static async Task AssertCodedAsync(Recording recording, Replay replay)
    {
        replay.Script(recording);
        using var response = await replay.SendAsync(recording, recording.Request);
        var error = (await TestClient.JsonAsync(response)).GetProperty("error");
        Assert.Equal(recording.Status, (int)response.StatusCode);
        Assert.Equal("context_length_exceeded", error.GetProperty("code").GetString());
        replay.Note(recording);
    }

    // Credentials and deployments are the gateway's affair: no 401 for them, nor what the cloud wrote about them.
    private static async Task AssertHiddenAsync(Recording recording, Replay replay)
    {
        replay.Script(recording);
        using var response = await replay.SendAsync(recording, recording.Request);
        var text = await TestClient.TextAsync(response);
        Assert.Equal(recording.Status == 401 ? 502 : recording.Status, (int)response.StatusCode);
        Assert.Contains(
            recording.Status == 429 ? "wait and try again" : "tell whoever runs the gateway",
            text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("westeurope", text, StringComparison.Ordinal);
        Assert.DoesNotContain("platform.openai.com", text, StringComparison.Ordinal);
        replay.Note(recording);
    }

    private static List<Recording> Served(UrlForm form) => [.. Recording.All().Where(r => r.Form == form)];
}
