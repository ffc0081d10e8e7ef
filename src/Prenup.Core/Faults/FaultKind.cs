namespace Prenup.Core.Faults;

/// <summary>The closed list of what can go wrong with an attempt or an exchange. Never renumber: the journal stores the number.</summary>
public enum FaultKind : byte
{
    /// <summary>No fault.</summary>
    None = 0,

    /// <summary>Credentials are missing, wrong or contradictory.</summary>
    Auth = 1,

    /// <summary>A quota or a balance is used up; waiting does not help.</summary>
    QuotaExhausted = 2,

    /// <summary>Too many requests or tokens for now.</summary>
    Rate = 3,

    /// <summary>No room: overload, shutting down, every offer cooling.</summary>
    Capacity = 4,

    /// <summary>The prompt exceeds the model's context.</summary>
    Context = 5,

    /// <summary>A content filter refused.</summary>
    Content = 6,

    /// <summary>The request is malformed.</summary>
    Invalid = 7,

    /// <summary>The request is well-formed, and the target cannot do it.</summary>
    Unsupported = 8,

    /// <summary>The model, deployment or stored object does not exist, or belongs to somebody else.</summary>
    NotFound = 9,

    /// <summary>A timer fired.</summary>
    Timeout = 10,

    /// <summary>The connection failed, was reset or was cut.</summary>
    Network = 11,

    /// <summary>The cloud answered 5xx, or with bytes that are not its dialect.</summary>
    UpstreamBug = 12,

    /// <summary>The gateway failed: a bug, or its ledger cannot write.</summary>
    GatewayBug = 13,

    /// <summary>The client went away.</summary>
    ClientGone = 14,
}
