namespace Prenup.Core.Faults;

/// <summary>What repeating the same request would do.</summary>
public enum RetryAdvice : byte
{
    /// <summary>The same answer again, anywhere.</summary>
    Never = 0,

    /// <summary>Another offer may well answer; this one should rest.</summary>
    Elsewhere = 1,

    /// <summary>Another offer, or this one again, may answer.</summary>
    Anywhere = 2,

    /// <summary>The offer that refused may answer, once: its credential was renewed.</summary>
    Renewed = 3,
}
