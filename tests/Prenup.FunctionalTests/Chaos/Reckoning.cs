using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Usage;
using Prenup.Sandbox;
using Prenup.Sandbox.Seeing;
using Prenup.Stores.Reading;
using Xunit;
using Struck = Prenup.Sandbox.Faults.FaultKind;

namespace Prenup.FunctionalTests.Chaos;

/// <summary>The ledger held against what the clouds saw and what they bill. Every message names the seed, the attempt and the facts.</summary>
/// <param name="seed">What the round was made from.</param>
/// <param name="clouds">The clouds.</param>
/// <param name="rows">The ledger.</param>
internal sealed class Reckoning(int seed, SandboxClouds clouds, IReadOnlyList<LedgerRow> rows)
{
    // An attempt that no cloud saw: it broke or was given up on its way, or was killed.
    private static readonly Outcome[] Unseen = [Outcome.Failed, Outcome.Aborted, Outcome.Lost];
    private readonly Dictionary<string, LedgerRow> _attempts = rows.ToDictionary(static row => Id(row));
    private readonly Dictionary<string, (SandboxCloud Cloud, SeenCall Call)> _calls = [];

    /// <summary>Every call is exactly one attempt, and no attempt is invented.</summary>
    public void JoinsOneToOne()
    {
        foreach (var cloud in clouds.All)
        {
            foreach (var call in cloud.Calls)
            {
                Holds(
                    call.AttemptId is not null,
                    () => $"{cloud.Name} saw a call without an attempt: {Facts(cloud, call)}"
                );
                Holds(
                    _calls.TryAdd(call.AttemptId!, (cloud, call)),
                    () => $"{call.AttemptId} came twice to {cloud.Name}"
                );
                Holds(
                    _attempts.TryGetValue(call.AttemptId!, out var row),
                    () => $"{call.AttemptId} is not on the ledger: {Facts(cloud, call)}"
                );
                Holds(
                    Models.CloudOf[row!.Opened.Account] == cloud.Name,
                    () => $"{Facts(row)} was seen by {cloud.Name}"
                );
            }
        }
        foreach (var row in rows)
        {
            Holds(row.State != AttemptState.Open, () => $"open after all has ended: {Facts(row)}");
            Holds(_calls.ContainsKey(Id(row)) || Unseen.Contains(row.Closed!.Outcome), () => $"invented: {Facts(row)}");
        }
    }

    /// <summary>What is settled is what is billed, attempt by attempt and in sum; what is unbilled is not billed.</summary>
    public void EqualsTheInvoice()
    {
        foreach (var row in rows)
        {
            var billed = Billed(row);
            if (row.State == AttemptState.Settled || IsReported(row))
            {
                Holds(row.Closed!.Cost?.Value == billed, () => $"the invoice says {billed}: {Facts(row)}");
            }
            Holds(row.State != AttemptState.Unbilled || billed == 0, () => $"the invoice says {billed}: {Facts(row)}");
        }
        foreach (var cloud in clouds.All)
        {
            var settled = rows.Where(row =>
                row.State == AttemptState.Settled && Models.CloudOf[row.Opened.Account] == cloud.Name
            );
            var ids = settled.Select(Id).ToHashSet();
            var ledger = settled.Aggregate((Int128)0, static (sum, row) => sum + row.Closed!.Cost!.Value.Value);
            var invoice = cloud
                .Invoice()
                .Calls.Where(call => ids.Contains(call.AttemptId!))
                .Aggregate((Int128)0, static (sum, call) => sum + call.Pico);
            Holds(ledger == invoice, () => $"{cloud.Name}: settled {ledger}, invoiced {invoice}");
        }
    }

    /// <summary>Whoever got the end of a reply has a settled attempt.</summary>
    public void SettlesWhatWasSeenWhole(IEnumerable<Seen> seen)
    {
        var exchanges = rows.ToLookup(static row => row.Opened.Exchange.ToString());
        foreach (var one in seen.Where(static one => one.Whole))
        {
            var attempts = exchanges[one.Exchange!].ToList();
            Holds(
                attempts.Count(static row => row.State == AttemptState.Settled) == 1,
                () => $"{one} has {string.Join("; ", attempts.Select(Facts))}"
            );
        }
    }

    /// <summary>Unknown is what was in flight at a kill, and nothing else.</summary>
    /// <param name="before">Attempts that were unknown before this round.</param>
    /// <param name="kills">Kills in this round.</param>
    /// <returns>How many are unknown now.</returns>
    public int LosesOnlyWhatAKillCaught(int before, int kills)
    {
        var unknown = rows.Where(static row => row.State == AttemptState.Unknown).ToList();
        foreach (var row in unknown)
        {
            Holds(
                row.Closed is { Outcome: Outcome.Lost, Fault: FaultKind.GatewayBug },
                () => $"unknown and not lost: {Facts(row)}"
            );
        }
        Holds(
            unknown.Count - before <= kills * World.Concurrency,
            () => $"{unknown.Count - before} lost in {kills} kills"
        );
        return unknown.Count;
    }

    /// <summary>Counts attempts with what the ledger and the clouds say they cost.</summary>
    public void Count(Figures figures)
    {
        foreach (var row in rows)
        {
            figures.Count(row.State, row.Closed?.Cost?.Value ?? 0, Billed(row));
            figures.Uncalled += _calls.ContainsKey(Id(row)) ? 0 : 1;
        }
        figures.Calls += _calls.Count;
    }

    // A report that came before the end is a report of all, but for snapshots while the reply grows.
    private bool IsReported(LedgerRow row) =>
        row.Closed is { Basis: UsageBasis.Reported } && CallOf(row)?.Fault != Struck.RepeatUsage;

    private Int128 Billed(LedgerRow row) => CallOf(row)?.BilledPico ?? 0;

    private SeenCall? CallOf(LedgerRow row) => _calls.GetValueOrDefault(Id(row)).Call;

    private static string Id(LedgerRow row) => row.Opened.Attempt.ToString();

    private string Facts(LedgerRow row)
    {
        var (opened, closed) = (row.Opened, row.Closed);
        var entry =
            $"attempt {Id(row)} of {opened.Exchange} by {opened.Offer} at {opened.At:O} is {row.State}: {closed?.Outcome} {closed?.Fault} {closed?.Status}, {closed?.Basis} {closed?.Usage}, {closed?.Cost?.Value} pico";
        return _calls.TryGetValue(Id(row), out var seen)
            ? $"{entry}; {Facts(seen.Cloud, seen.Call)}"
            : $"{entry}; unseen";
    }

    private static string Facts(SandboxCloud cloud, SeenCall call) =>
        $"{cloud.Name} saw {call.AttemptId}: {call.End} {call.Fault} {call.Status}, {call.Billed}, {call.BilledPico} pico";

    private void Holds(bool holds, Func<string> facts)
    {
        if (!holds)
        {
            Assert.Fail($"seed {seed}: {facts()}");
        }
    }
}
