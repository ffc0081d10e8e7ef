using System.Runtime.CompilerServices;

namespace Prenup.Core.Usage;

/// <summary>Tokens by <see cref="Meter"/>, disjoint over the priced meters; a meter not reported is null, which is not 0.</summary>
public readonly struct UsageVector : IEquatable<UsageVector>
{
    private readonly Counts _counts;
    private readonly ushort _known;

    private UsageVector(Counts counts, ushort known)
    {
        _counts = counts;
        _known = known;
    }

    /// <summary>Whether no meter was reported at all.</summary>
    public bool IsEmpty => _known == 0;

    /// <summary>Tokens sent to the model over all priced input meters.</summary>
    public long TotalIn => Sum(input: true);

    /// <summary>Tokens written by the model over all priced output meters.</summary>
    public long TotalOut => Sum(input: false);

    /// <summary>The tokens of one meter, or null where it was not reported.</summary>
    public long? this[Meter meter] => (_known & (1 << (int)meter)) == 0 ? null : _counts[(int)meter];

    /// <summary>Compares meter by meter; 0 and null differ.</summary>
    public static bool operator ==(UsageVector left, UsageVector right) => left.Equals(right);

    /// <summary>Compares meter by meter; 0 and null differ.</summary>
    public static bool operator !=(UsageVector left, UsageVector right) => !left.Equals(right);

    /// <summary>The same vector with one meter replaced: snapshots replace, they never add up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public UsageVector With(Meter meter, long tokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        var counts = _counts;
        counts[(int)meter] = tokens;
        return new UsageVector(counts, (ushort)(_known | (1 << (int)meter)));
    }

    /// <inheritdoc/>
    public bool Equals(UsageVector other) =>
        _known == other._known && ((ReadOnlySpan<long>)_counts).SequenceEqual(other._counts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UsageVector other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_known, TotalIn, TotalOut);

    /// <summary>For people: <c>text-in 12, text-out 3</c>.</summary>
    public override string ToString()
    {
        var vector = this;
        return string.Join(", ", Meters.All.Where(m => vector[m] is not null).Select(m => $"{m.Name()} {vector[m]}"));
    }

    private long Sum(bool input)
    {
        long sum = 0;
        for (var meter = Meter.TextIn; meter < Meter.Reasoning; meter++)
        {
            sum += meter.IsInput() == input ? _counts[(int)meter] : 0;
        }
        return sum;
    }

    [InlineArray(Meters.Count)]
    private struct Counts
    {
        private long _first;
    }
}
