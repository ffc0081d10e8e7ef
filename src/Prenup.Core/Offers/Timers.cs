namespace Prenup.Core.Offers;

/// <summary>How long each phase of an attempt may take. Pings and comments reset none of them.</summary>
public sealed record Timers
{
    /// <summary>The defaults.</summary>
    public static Timers Default { get; } = new();

    /// <summary>TCP and TLS. Default 10 s: a second SYN retransmission has had its chance.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the request's last byte to the response head. Default 120 s; a whole reply of a reasoning model sends its head when it is done, so whole replies get <see cref="Total"/>.</summary>
    public TimeSpan Head { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>From the response head to the first content-bearing event. Default 120 s.</summary>
    public TimeSpan FirstContent { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Between two content-bearing events, while the client reads. Default 60 s.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The whole attempt. Default 600 s, as OpenAI's SDKs wait.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>One write to a client that does not read. Default 60 s.</summary>
    public TimeSpan ClientWrite { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Silence towards a streaming client after which a comment is sent. Default 15 s: below the 30 s of common middleboxes.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an attempt is read on after its client left, under <see cref="AbortPolicy.Drain"/>. Default 30 s.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);
}
