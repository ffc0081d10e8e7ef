using Microsoft.Extensions.Logging.Abstractions;
using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Offers;
using Prenup.Core.Usage;
using Prenup.Stores;
using Prenup.Stores.Importing;
using Prenup.Stores.Journal;
using Xunit;

namespace Prenup.Tests.Stores.Rollups;

/// <summary>What happens next in a random ledger.</summary>
/// <param name="Pause">Which pause comes before it.</param>
/// <param name="Who">Whose attempt it is, at which offer.</param>
/// <param name="What">What happens.</param>
/// <param name="Amount">A cost, tokens, or which of the open attempts.</param>
public readonly record struct Happening(int Pause, int Who, int What, int Amount);

/// <summary>Writes happenings to a journal over several months, and takes it over in pieces, with restarts and kills between.</summary>
public sealed class RandomLedger(string path) : IDisposable
{
    public const int Pauses = 8;

    private static readonly TimeSpan[] Lengths =
    [
        TimeSpan.Zero,
        TimeSpan.FromMicroseconds(1),
        TimeSpan.FromMilliseconds(700),
        TimeSpan.FromSeconds(20),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(30),
        TimeSpan.FromDays(12),
    ];

    private static readonly string?[] Tags = [null, """{"env":"prod"}""", """{"env":"test","customer":"näh"}""", "[1]"];
    private readonly List<Opened> _open = [];
    private readonly List<Opened> _ended = [];
    private readonly JournalWriter _writer = Open(path);
    private DateTimeOffset _now = Entries.Noon.AddHours(11).AddMinutes(58);
    private long _ids;

    public void Dispose() => _writer.Dispose();

    public void Let(Happening next)
    {
        _now += Lengths[next.Pause];
        switch (next.What)
        {
            case 0:
                Import(settle: next.Amount % 2 == 0);
                break;
            case 1 when _ended.Count > 0:
                Assert.True(_writer.TryAdjust(Adjust(_ended[next.Amount % _ended.Count], next.Amount)));
                break;
            case <= 5 when _open.Count > 0:
                var opened = _open[next.Amount % _open.Count];
                _open.Remove(opened);
                _ended.Add(opened);
                Assert.NotNull(_writer.Close(Close(opened, next)));
                break;
            default:
                _open.Add(Open(next));
                Assert.True(_writer.TryOpen(_open[^1]));
                break;
        }
    }

    // Without settling it is a kill between the month's commit and that of what is open.
    private void Import(bool settle)
    {
        using var importer = new Importer(new DataFolder(path), NullLogger.Instance);
        importer.ImportTo(_writer.End);
        if (settle)
        {
            importer.Settle();
        }
    }

    private Opened Open(Happening next) =>
        Entries.Opened(++_ids, tags: Tags[next.Amount % Tags.Length]) with
        {
            At = _now,
            Ordinal = 1 + (next.Amount % 2),
            Key = $"key-{next.Who}",
            Project = $"project-{next.Who / 2}",
            Team = next.Who < 2 ? "" : "team",
            Model = $"model-{next.Amount % 3}",
            Offer = $"offer-{next.Amount % 5}",
            Account = $"account-{next.Amount % 5 / 2}",
            Cloud = (Cloud)(next.Amount % 5),
            Reserved = next.Who == 0 ? null : new PicoDollars(long.MaxValue - next.Amount),
        };

    private Closed Close(Opened opened, Happening next)
    {
        var usage = next.Who == 1 ? default : default(UsageVector).With((Meter)next.Who, next.Amount);
        return Entries.Closed(opened.Attempt.Value) with
        {
            At = _now,
            Outcome = next.What == 2 ? Outcome.Cut : Outcome.Completed,
            Basis = (UsageBasis)(next.Amount % 4),
            Cost = next.What == 3 ? null : new PicoDollars(long.MaxValue - next.Amount),
            Usage = usage,
        };
    }

    private Adjustment Adjust(Opened opened, int amount) =>
        new()
        {
            Id = new LedgerId(++_ids),
            Attempt = opened.Attempt,
            At = _now,
            Amount = new PicoDollars(-amount),
            Reason = "a test",
        };

    private static JournalWriter Open(string path)
    {
        var folder = new DataFolder(path);
        folder.Create();
        var options = new LedgerOptions { Folder = path, SegmentBytes = 64 << 10 };
        var recovered = RecoveredJournal.Read(folder);
        return new JournalWriter(folder, options, recovered, TimeProvider.System, NullLogger.Instance);
    }
}
