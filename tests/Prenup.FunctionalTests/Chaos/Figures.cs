using Prenup.Core.Ledger;
using Prenup.Core.Money;

namespace Prenup.FunctionalTests.Chaos;

/// <summary>What happened, in numbers.</summary>
internal sealed class Figures
{
    private readonly Dictionary<AttemptState, long> _states = [];
    private readonly Dictionary<AttemptState, (Int128 Ledger, Int128 Invoice)> _money = [];

    public int Rounds { get; set; }
    public int Exchanges { get; set; }
    public int Whole { get; set; }
    public int Refused { get; set; }
    public int Kills { get; set; }
    public int FullDisks { get; set; }
    public int Storms { get; set; }
    public int Calls { get; set; }
    public int Uncalled { get; set; }
    public int MostLost { get; set; }
    public TimeSpan WorstRecovery { get; set; }

    public long Attempts => _states.Values.Sum();

    /// <summary>Of a hundred attempts, how many are settled.</summary>
    public decimal Settled => Attempts == 0 ? 0 : 100m * _states.GetValueOrDefault(AttemptState.Settled) / Attempts;

    /// <summary>Counts an attempt.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="ledger">Its cost in pico-dollars; 0 where it is not known.</param>
    /// <param name="invoice">What its cloud bills for it.</param>
    public void Count(AttemptState state, Int128 ledger, Int128 invoice)
    {
        _states[state] = _states.GetValueOrDefault(state) + 1;
        var (before, billed) = _money.GetValueOrDefault(state);
        _money[state] = (before + ledger, billed + invoice);
    }

    public override string ToString()
    {
        var lines = _states.OrderBy(static state => state.Key).Select(state => Line(state.Key, state.Value));
        return $"""
            {Rounds} rounds, {Exchanges} exchanges ({Whole} whole replies, {Refused} refused), {Kills} kills, {FullDisks} full disks, {Storms} storms
            {Attempts} attempts, {Calls} calls seen by the clouds, {Uncalled} attempts that no cloud saw
            {Settled:0.00} % settled; at most {MostLost} lost in a kill; worst recovery {WorstRecovery.TotalSeconds:0.00} s
            {string.Join('\n', lines)}
            """;
    }

    private string Line(AttemptState state, long attempts)
    {
        var (ledger, invoice) = _money[state];
        return $"{state.Name(), -10} {attempts, 7} attempts, ledger {new PicoTotal(ledger)} USD, invoice {new PicoTotal(invoice)} USD";
    }
}
