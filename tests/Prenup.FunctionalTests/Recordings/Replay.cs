using System.Text;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Usage;
using Prenup.FunctionalTests.Bedrock;
using Prenup.Sandbox;
using Prenup.Sandbox.Replies;
using Prenup.Stores.Reading;

namespace Prenup.FunctionalTests.Recordings;

/// <summary>A gateway that offers every model of a set of recordings, and a cloud behind it that answers as recorded.</summary>
internal sealed class Replay : IAsyncDisposable
{
    private readonly TestGateway _gateway;
    private readonly TestClient _client;
    private readonly IReadOnlyDictionary<string, string> _offerModels;
    private readonly List<(Recording Recording, string AttemptId)> _played = [];

    private Replay(TestGateway gateway, UrlForm form, IReadOnlyDictionary<string, string> offerModels)
    {
        (_gateway, _offerModels) = (gateway, offerModels);
        _client = new TestClient(gateway.Address);
        Cloud = gateway.Clouds.All.Single(cloud => cloud.Name == form.Cloud);
    }

    public SandboxCloud Cloud { get; }

    /// <summary>How many exchanges went through.</summary>
    public int Played => _played.Count;

    /// <summary>Starts a gateway for recordings of one URL form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="recordings">What will be played.</param>
    /// <param name="renames">Whether offers have names of their own: what the cloud calls the model, so that it comes back.</param>
    public static async Task<Replay> StartAsync(UrlForm form, IReadOnlyList<Recording> recordings, bool renames = false)
    {
        var models = recordings
            .GroupBy(static recording => recording.Model)
            .ToDictionary(static group => group.Key, group => renames ? OwnName([.. group]) : group.Key);
        var yaml = new StringBuilder("models:\n");
        foreach (var (model, offer) in models)
        {
            yaml.Append(
                $"  \"{model}\": {{ offers: [ {{ name: \"of-{model}\", account: {form.Account}, model: \"{offer}\", price: openai/gpt-4.1-mini }} ] }}\n"
            );
        }
        var clouds = form == UrlForm.Mantle ? await AwsWorld.CloudsAsync() : null;
        var gateway = await TestGateway.StartAsync(
            yaml.ToString(),
            "prices: { unknown: flag }", // what is sold at no scope of the recording's is priced nowhere
            clouds,
            accounts: clouds is null ? "" : AwsWorld.Accounts(clouds, AwsWorld.LongTerm(clouds))
        );
        return new Replay(gateway, form, models);
    }

    /// <summary>Plays one recording, and says what came out otherwise than recorded; nothing where all is well.</summary>
    /// <param name="recording">The exchange.</param>
    /// <param name="pieces">The sizes of the cloud's writes; all at once where empty.</param>
    /// <param name="between">Silence between two writes.</param>
    /// <param name="body">What the client sends; as recorded where null.</param>
    public async Task<IReadOnlyList<string>> PlayAsync(
        Recording recording,
        IReadOnlyList<int>? pieces = null,
        TimeSpan between = default,
        byte[]? body = null
    )
    {
        var before = Cloud.Calls.Count;
        Script(recording, pieces, between);
        using var response = await SendAsync(recording, body ?? recording.Request);
        var reply = await response.Content.ReadAsByteArrayAsync();
        if (Cloud.Calls is not { } calls || calls.Count != before + 1)
        {
            return [$"{recording.Name}: {(int)response.StatusCode} without a call: {Encoding.UTF8.GetString(reply)}"];
        }
        var call = calls[^1];
        Note(recording);
        var offerModel = _offerModels[recording.Model];
        var sent = body ?? recording.Request;
        var asksUsage = recording.AsksUsage && body is null;
        List<string> problems = [];
        Compare("status", recording.Status, (int)response.StatusCode);
        Compare("content-type", Header(recording, "content-type"), response.Content.Headers.ContentType?.ToString());
        Compare("request", Text(Expected.Request(recording, sent, offerModel)), Text(call.Body.ToArray()));
        Compare("reply", Text(Expected.Reply(recording, asksUsage, offerModel)), Text(reply));
        return problems;

        void Compare<T>(string what, T expected, T actual)
        {
            if (!EqualityComparer<T>.Default.Equals(expected, actual))
            {
                problems.Add($"{recording.Name}: {what}\n  expected {expected}\n  actual   {actual}");
            }
        }
    }

    /// <summary>Lets the cloud answer the next call as recorded.</summary>
    public void Script(Recording recording, IReadOnlyList<int>? pieces = null, TimeSpan between = default)
    {
        Cloud.Replies.Clear();
        Cloud.Replies.Enqueue(
            new CannedReply(recording.Status, recording.Headers, recording.Response)
            {
                Pieces = pieces ?? [],
                Between = between,
            }
        );
    }

    /// <summary>Notes that the cloud's last call was for this recording: the ledger is held against it.</summary>
    public void Note(Recording recording) => _played.Add((recording, Cloud.Calls[^1].AttemptId ?? ""));

    /// <summary>Sends a recorded request as a plain client.</summary>
    public Task<HttpResponseMessage> SendAsync(Recording recording, byte[] body) =>
        _client.PostAsync(recording.Form!.ClientPath ?? recording.Url.PathAndQuery, body);

    /// <summary>What the ledger has otherwise than the recordings say; nothing where all is well.</summary>
    public async Task<IReadOnlyList<string>> LedgerProblemsAsync()
    {
        var attempts = (await _gateway.AttemptsAsync()).ToDictionary(static row => row.Opened.Attempt.ToString());
        return
        [
            .. from played in _played
            let problem = attempts.Remove(played.AttemptId, out var row) ? Problem(played.Recording, row) : "no entry"
            where problem is not null
            select $"{played.Recording.Name}: {problem}",
            .. attempts.Keys.Select(static id => $"attempt {id} was not played"),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
    }

    private static string? Problem(Recording recording, LedgerRow row)
    {
        var usage = row.Closed!.Usage;
        if (recording.Kind == "error")
        {
            // Azure bills a prompt that its filter or its limit stopped, if it was processed: nobody says whether it was.
            var stopped =
                row is
                {
                    Opened.Cloud: Core.Offers.Cloud.Azure,
                    Closed: { Status: 400, Fault: FaultKind.Content or FaultKind.Context }
                };
            return (stopped ? row.State == AttemptState.Partial : row.State == AttemptState.Unbilled && usage.IsEmpty)
                ? null
                : $"an error is {row.State}";
        }
        if (recording.Usage is { } recorded)
        {
            var expected = ExpectedUsage.Of(recorded).WithKnown(Meter.WebSearches, recording.Searches);
            // The price has no rate for images: their cost is unknown, never 0.
            var state = usage[Meter.ImageIn] > 0 ? AttemptState.Unknown : AttemptState.Settled;
            return row.State == state && usage == expected
                ? null
                : $"{row.State} with {usage}; recorded was {expected}";
        }
        return (row.State, usage.IsEmpty) switch
        {
            (AttemptState.Estimated, false) when row.Closed.Method is not null && row.Closed.Cost!.Value.Value > 0 =>
                null,
            (AttemptState.Partial, false) when row.Closed.Basis == UsageBasis.Estimated => null,
            _ => $"{row.State} with {usage}, and nothing was reported",
        };
    }

    private static string OwnName(IReadOnlyList<Recording> recordings) =>
        recordings
            .Select(static recording => recording.ServedModel)
            .Where(static name => name is not null)
            .GroupBy(static name => name)
            .MaxBy(static group => group.Count())
            ?.Key
            is { } served
        && served != recordings[0].Model
            ? served
            : recordings[0].Model + "-own";

    private static string? Header(Recording recording, string name) =>
        recording.IsStream
            ? "text/event-stream; charset=utf-8"
            : recording.Headers.FirstOrDefault(header => header.Key == name).Value ?? "application/json";

    private static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
