namespace Prenup.Core.Faults;

/// <summary>Who has to act for a fault to go away.</summary>
public enum Blame : byte
{
    /// <summary>Whoever sent the request.</summary>
    Client = 0,

    /// <summary>Whoever runs the gateway.</summary>
    Gateway = 1,

    /// <summary>The cloud.</summary>
    Upstream = 2,
}
