using CsCheck;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.Tests.Stores.Rollups;

public sealed class RollupReportTests
{
    private static readonly Gen<Happening> Happenings = Gen.Select(
        Gen.Int[0, RandomLedger.Pauses - 1],
        Gen.Int[0, 4],
        Gen.Int[0, 9],
        Gen.Int[0, 1_000_000],
        static (pause, who, what, amount) => new Happening(pause, who, what, amount)
    );

    [Fact]
    public void Every_report_is_the_sum_of_its_entries_whatever_restarts_and_kills_came_between() =>
        Gen.Select(Happenings.Array[1, 150], Gen.Int[0, 1_000_000])
            .Sample(
                static (happenings, seed) =>
                {
                    using var folder = new TempFolder();
                    using (var ledger = new RandomLedger(folder.Path))
                    {
                        Array.ForEach(happenings, ledger.Let);
                    }
                    using var reader = LedgerReader.Open(folder.Path);
                    Compare(reader, new Random(seed));
                    Assert.DoesNotContain(
                        reader.Verify(Entries.Prices),
                        static finding => finding.Kind != LedgerFindingKind.Cost
                    );
                },
                iter: 25,
                threads: 1
            );

    private static void Compare(LedgerReader reader, Random random)
    {
        var entries = new SummedEntries(reader);
        foreach (var grouping in Enum.GetValues<LedgerGrouping>())
        {
            var filter = Filter(random, entries.Times);
            var sums = reader.Sum(grouping, filter, "env").Select(SummedEntries.Line);
            Assert.Equal(entries.By(grouping, filter, "env"), sums);
        }
        var customers = reader.Sum(LedgerGrouping.Tag, null, "customer").Select(SummedEntries.Line);
        Assert.Equal(entries.By(LedgerGrouping.Tag, LedgerFilter.All, "customer"), customers);
    }

    private static LedgerFilter Filter(Random random, IReadOnlyList<DateTimeOffset> times)
    {
        return new LedgerFilter
        {
            Key = Now() ? $"key-{random.Next(6)}" : null,
            Project = Now() ? $"project-{random.Next(3)}" : null,
            Team = Now() ? "" : null,
            Model = Now() ? $"model-{random.Next(3)}" : null,
            Offer = Now() ? $"offer-{random.Next(5)}" : null,
            Account = Now() ? $"account-{random.Next(3)}" : null,
            Cloud = Now() ? (Cloud)random.Next(5) : null,
            State = Now() ? (AttemptState)random.Next(6) : null,
            Attempt = Now() ? new LedgerId(random.Next(1, 40)) : null,
            Exchange = Now() ? new LedgerId(random.Next(1, 40) + 1_000_000) : null,
            From = random.Next(2) == 0 ? Time() : null,
            Until = random.Next(2) == 0 ? Time() : null,
        };

        bool Now() => random.Next(12) == 0;

        // An entry's own time, a microsecond beside it, or a full minute, hour or day.
        DateTimeOffset? Time()
        {
            if (times.Count == 0)
            {
                return null;
            }
            var time = times[random.Next(times.Count)];
            return random.Next(6) switch
            {
                0 => time,
                1 => time.AddMicroseconds(1),
                2 => time.AddMicroseconds(-1),
                3 => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute)),
                4 => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerHour)),
                _ => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerDay)),
            };
        }
    }
}
