using Xunit;

namespace Prenup.FunctionalTests.Recordings;

/// <summary>However a cloud's bytes are cut on their way, the client and the ledger get the same.</summary>
public sealed class SplitTests(ITestOutputHelper output)
{
    private const int OneByteRecordings = 50;
    private const int Splits = 4;
    private const int MostPieces = 6;

    [Fact]
    public async Task F1_F2_F3_Recordings_written_one_byte_at_a_time_arrive_unchanged()
    {
        var shortest = Playable().OrderBy(static recording => recording.Response.Length).ToList();
        // Half of them streams: those hold the framings that a cut can hit.
        Recording[] chosen =
        [
            .. shortest.Where(static recording => recording.IsStream).Take(OneByteRecordings / 2),
            .. shortest.Where(static recording => !recording.IsStream).Take(OneByteRecordings / 2),
        ];

        var (played, problems) = await PlayAsync(
            chosen,
            async (replay, recording) =>
                await replay.PlayAsync(recording, [.. Enumerable.Repeat(1, recording.Response.Length)])
        );

        output.WriteLine($"{played} recordings written byte by byte");
        Assert.True(problems.Count == 0, string.Join("\n", problems.Take(5)));
        Assert.Equal(OneByteRecordings, played);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task F1_Every_recording_cut_at_random_arrives_unchanged(int turn)
    {
        var random = new Random(20261123 + turn);
        var (played, problems) = await PlayAsync(
            Playable(),
            (replay, recording) =>
                replay.PlayAsync(recording, Pieces(random, recording.Response.Length), TimeSpan.FromMilliseconds(1))
        );

        output.WriteLine($"{played} recordings, split {turn + 1} of {Splits}");
        Assert.True(problems.Count == 0, string.Join("\n", problems.Take(5)));
    }

    private static List<Recording> Playable() =>
        [.. Recording.All().Where(static r => r.Form is not null && r.Kind != "error" && Refusals.Of(r) is null)];

    private static async Task<(int Played, IReadOnlyList<string> Problems)> PlayAsync(
        IReadOnlyList<Recording> recordings,
        Func<Replay, Recording, Task<IReadOnlyList<string>>> play
    )
    {
        var (played, problems) = (0, new List<string>());
        foreach (var group in recordings.GroupBy(static recording => recording.Form!))
        {
            await using var replay = await Replay.StartAsync(group.Key, [.. group]);
            foreach (var recording in group)
            {
                problems.AddRange(await play(replay, recording));
            }
            problems.AddRange(await replay.LedgerProblemsAsync());
            played += replay.Played;
        }
        return (played, problems);
    }

    private static IReadOnlyList<int> Pieces(Random random, int length)
    {
        var cuts = Enumerable.Range(0, random.Next(1, MostPieces)).Select(_ => random.Next(1, length)).Order();
        int[] ends = [.. cuts.Distinct(), length];
        return [.. ends.Select((end, at) => at == 0 ? end : end - ends[at - 1])];
    }
}
