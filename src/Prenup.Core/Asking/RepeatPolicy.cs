namespace Prenup.Core.Asking;

/// <summary>What a request gets whose <c>Idempotency-Key</c> stands for an exchange that has ended. It is never asked again.</summary>
public enum RepeatPolicy : byte
{
    /// <summary>The status of that exchange, and its id. Replies are not kept.</summary>
    Replay = 0,

    /// <summary>Status 409.</summary>
    Refuse = 1,
}
