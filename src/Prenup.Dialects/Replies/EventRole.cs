namespace Prenup.Dialects.Replies;

/// <summary>What one event means for the journey.</summary>
[Flags]
public enum EventRole : byte
{
    /// <summary>Passes through and decides nothing: created, in progress, role only, filter results.</summary>
    None = 0,

    /// <summary>Carries content: text, reasoning, tool openers and arguments, refusals, audio. Ends the time to failover.</summary>
    Content = 1,

    /// <summary>The dialect's last event: nothing may follow.</summary>
    Terminal = 2,

    /// <summary>Says that the answer failed, or is not the dialect at all.</summary>
    Error = 4,

    /// <summary>A chat chunk with nothing but usage; left out where the client did not ask for it.</summary>
    UsageOnly = 8,
}
