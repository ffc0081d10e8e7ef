namespace Prenup.Gateway.Tallying.Series;

/// <summary>How an exchange ended, as its client saw it.</summary>
public enum ExchangeEnd : byte
{
    /// <summary>With a whole reply.</summary>
    Completed = 0,

    /// <summary>With an error instead of a reply.</summary>
    Failed = 1,

    /// <summary>With an error, or a tear, amid its reply.</summary>
    Cut = 2,

    /// <summary>The client left, or did not read.</summary>
    Aborted = 3,
}
