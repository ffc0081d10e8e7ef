using System.Numerics;
using System.Runtime.CompilerServices;
using Prenup.Core.Ledger;
using Prenup.Core.Usage;
using Prenup.Stores.Journal;
using Prenup.Stores.Months;

namespace Prenup.Stores.Rollups;

/// <summary>Entries summed up, exactly.</summary>
internal sealed class CellSum
{
    private const int LowBits = 62;
    private Tokens _tokens;
    private uint _known; // meters that an entry reported

    /// <summary>Attempts that ended.</summary>
    public long Attempts { get; private set; }

    /// <summary>Exchanges that began with one of the attempts.</summary>
    public long Exchanges { get; private set; }

    /// <summary>Attempts whose cost is unknown.</summary>
    public long CostUnknown { get; private set; }

    /// <summary>Adjustments.</summary>
    public long Adjustments { get; private set; }

    /// <summary>Costs with adjustments, in pico-dollars.</summary>
    public Int128 Cost { get; private set; }

    /// <summary>What was reserved for attempts that are open or <c>unknown</c>, in pico-dollars.</summary>
    public Int128 Held { get; private set; }

    /// <summary>Tokens by meter; null where no entry reports the meter.</summary>
    public UsageVector Usage
    {
        get
        {
            var usage = default(UsageVector);
            for (var rest = _known; rest != 0; rest &= rest - 1)
            {
                var meter = BitOperations.TrailingZeroCount(rest);
                usage = usage.With((Meter)meter, _tokens[meter]);
            }
            return usage;
        }
    }

    /// <summary>Adds an entry.</summary>
    /// <param name="row">The entry.</param>
    /// <param name="key">Its cell.</param>
    public void Add(EntryRow row, in CellKey key)
    {
        var cost = row[EntryColumn.Cost];
        Cost += cost ?? 0;
        if (row.Kind == EntryKind.Adjustment)
        {
            Adjustments++;
            return;
        }
        Attempts++;
        Exchanges += row[EntryColumn.Ordinal] == 1 ? 1 : 0;
        CostUnknown += cost is null ? 1 : 0;
        Held += key.State == (byte)AttemptState.Unknown ? row[EntryColumn.Reserved] ?? 0 : 0;
        for (var rest = row.KnownMeters; rest != 0; rest &= rest - 1)
        {
            var meter = BitOperations.TrailingZeroCount(rest);
            if (row.Number((EntryColumn)(EntryColumns.Meters + meter)) is var tokens and >= 0)
            {
                _tokens[meter] += tokens;
                _known |= 1U << meter;
            }
        }
    }

    /// <summary>Adds an attempt that is open.</summary>
    public void Add(Opened entry)
    {
        Attempts++;
        Exchanges += entry.Ordinal == 1 ? 1 : 0;
        Held += entry.Reserved?.Value ?? 0;
    }

    /// <summary>Adds another sum.</summary>
    public void Add(CellSum other)
    {
        Attempts += other.Attempts;
        Exchanges += other.Exchanges;
        CostUnknown += other.CostUnknown;
        Adjustments += other.Adjustments;
        Cost += other.Cost;
        Held += other.Held;
        for (var rest = other._known; rest != 0; rest &= rest - 1)
        {
            var meter = BitOperations.TrailingZeroCount(rest);
            _tokens[meter] += other._tokens[meter];
        }
        _known |= other._known;
    }

    /// <summary>Becomes the sum of nothing.</summary>
    public void Clear()
    {
        (Attempts, Exchanges, CostUnknown, Adjustments) = (0, 0, 0, 0);
        (Cost, Held, _known) = (0, 0, 0);
        _tokens = default;
    }

    /// <summary>What two sums say differently: <c>attempts 2, not 3</c>; nothing where they are equal.</summary>
    public IEnumerable<(string Name, string Text)> Differences(CellSum right)
    {
        (string Name, object Here, object Right)[] all =
        [
            ("attempts", Attempts, right.Attempts),
            ("exchanges", Exchanges, right.Exchanges),
            ("unknown", CostUnknown, right.CostUnknown),
            ("adjustments", Adjustments, right.Adjustments),
            ("cost", Cost, right.Cost),
            ("held", Held, right.Held),
            ("tokens", Usage, right.Usage),
        ];
        return all.Where(static pair => !pair.Here.Equals(pair.Right))
            .Select(static pair => (pair.Name, $"{pair.Name} {pair.Here}, not {pair.Right}"));
    }

    /// <summary>Writes it.</summary>
    public void Write(ref RecordWriter writer)
    {
        writer.Varint(Attempts);
        writer.Varint(Exchanges);
        writer.Varint(CostUnknown);
        writer.Varint(Adjustments);
        Write(ref writer, Cost);
        Write(ref writer, Held);
        writer.Varint(_known);
        for (var rest = _known; rest != 0; rest &= rest - 1)
        {
            writer.Varint(_tokens[BitOperations.TrailingZeroCount(rest)]);
        }
    }

    /// <summary>Becomes what was written.</summary>
    public void Read(ref RecordReader reader)
    {
        Attempts = reader.Varint();
        Exchanges = reader.Varint();
        CostUnknown = reader.Varint();
        Adjustments = reader.Varint();
        Cost = ReadAmount(ref reader);
        Held = ReadAmount(ref reader);
        _tokens = default;
        _known = (uint)reader.Varint();
        for (var rest = _known; rest != 0; rest &= rest - 1)
        {
            _tokens[BitOperations.TrailingZeroCount(rest)] = reader.Varint();
        }
    }

    // In two numbers of 64 bits; the upper one is 0 or -1 below 4.6 million USD.
    private static void Write(ref RecordWriter writer, Int128 amount)
    {
        writer.Signed((long)(amount >> LowBits));
        writer.Varint((long)amount & ((1L << LowBits) - 1));
    }

    private static Int128 ReadAmount(ref RecordReader reader)
    {
        var high = (Int128)reader.Signed() << LowBits;
        return high + reader.Varint();
    }

    [InlineArray(Meters.Count)]
    private struct Tokens
    {
        private long _first;
    }
}
