namespace Prenup.Gateway;

/// <summary>What an attempt is waiting for; each phase has its timer, and who is to blame when it fires.</summary>
public enum Phase
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The connection.</summary>
    Connect,

    /// <summary>The response head.</summary>
    Head,

    /// <summary>The first content-bearing event, or the whole body.</summary>
    FirstContent,

    /// <summary>The next content-bearing event.</summary>
    Idle,

    /// <summary>The attempt's end.</summary>
    Total,

    /// <summary>The client, to read.</summary>
    ClientWrite,

    /// <summary>The attempt's end after its client left; not bounded by the total.</summary>
    Drain,

    /// <summary>The connection's proper end after the last event, so that it can be used again; not bounded by the total.</summary>
    Linger,

    /// <summary>Not a wait: the client went away.</summary>
    ClientGone,
}
