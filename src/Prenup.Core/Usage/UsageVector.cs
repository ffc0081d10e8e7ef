using System.Numerics;
using System.Runtime.CompilerServices;

namespace Prenup.Core.Usage;

/// <summary>What was used by <see cref="Meter"/>, disjoint over the priced meters; a meter not reported is null, which is not 0.</summary>
public readonly struct UsageVector : IEquatable<UsageVector>
{
    private readonly Counts _counts;
    private readonly uint _known;

    private UsageVector(Counts counts, uint known)
    {
        _counts = counts;
        _known = known;
    }

    /// <summary>Whether no meter was reported at all.</summary>
    public bool IsEmpty => _known == 0;

    /// <summary>Tokens sent to the model over all priced input meters.</summary>
    public long TotalIn => Sum(Meters.Inputs);

    /// <summary>Tokens written by the model over all priced output meters.</summary>
    public long TotalOut => Sum(Meters.Outputs);

    /// <summary>Whether any input meter was reported.</summary>
    public bool HasInput => (_known & Meters.Inputs) != 0;

    /// <summary>Whether any output meter was reported.</summary>
    public bool HasOutput => (_known & Meters.Outputs) != 0;

    /// <summary>What one meter counted, or null where it was not reported.</summary>
    public long? this[Meter meter] => (_known & (1u << (int)meter)) == 0 ? null : _counts[(int)meter];

    /// <summary>Compares meter by meter; 0 and null differ.</summary>
    public static bool operator ==(UsageVector left, UsageVector right) => left.Equals(right);

    /// <summary>Compares meter by meter; 0 and null differ.</summary>
    public static bool operator !=(UsageVector left, UsageVector right) => !left.Equals(right);

    /// <summary>The same vector with one meter replaced: snapshots replace, they never add up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public UsageVector With(Meter meter, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var counts = _counts;
        counts[(int)meter] = count;
        return new UsageVector(counts, _known | (1u << (int)meter));
    }

    /// <summary>The same with a meter that may not have been reported; what is below 0 counts as 0.</summary>
    public UsageVector WithKnown(Meter meter, long? count) =>
        count is { } known ? With(meter, Math.Max(0, known)) : this;

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

    // Only what was reported is looked at: most meters of most replies are not.
    private long Sum(uint meters)
    {
        long sum = 0;
        for (var left = _known & meters; left != 0; left &= left - 1)
        {
            sum += _counts[BitOperations.TrailingZeroCount(left)];
        }
        return sum;
    }

    [InlineArray(Meters.Count)]
    private struct Counts
    {
        private long _first;
    }
}
