namespace Prenup.Core.Usage;

/// <summary>How the tokens of a closed entry are known. Never renumber: the journal stores the number.</summary>
public enum UsageBasis : byte
{
    /// <summary>Nothing is known: the attempt was lost with the process that made it, and the cloud may have billed.</summary>
    Unknown = 0,

    /// <summary>The cloud reported them.</summary>
    Reported = 1,

    /// <summary>We computed them, by a stated method with a bound.</summary>
    Estimated = 2,

    /// <summary>The cloud refused the attempt, or the call is free: nothing is billed and no tokens are claimed.</summary>
    NotBilled = 3,
}
