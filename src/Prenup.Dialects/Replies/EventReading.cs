namespace Prenup.Dialects.Replies;

/// <summary>What one event's data says.</summary>
/// <param name="Role">What it means for the journey.</param>
/// <param name="ModelOffset">Where the model's value, quotes included, starts within the data; -1 where there is none.</param>
/// <param name="ModelLength">Its length in bytes.</param>
public readonly record struct EventReading(EventRole Role, int ModelOffset, int ModelLength)
{
    /// <summary>Whether the event carries content.</summary>
    public bool IsContent => Role.HasFlag(EventRole.Content);

    /// <summary>Whether the event ends the stream.</summary>
    public bool IsTerminal => Role.HasFlag(EventRole.Terminal);

    /// <summary>Whether the event is an error.</summary>
    public bool IsError => Role.HasFlag(EventRole.Error);

    /// <summary>Whether the event is the usage chunk.</summary>
    public bool IsUsageOnly => Role.HasFlag(EventRole.UsageOnly);

    internal static EventReading Of(EventRole role) => new(role, -1, 0);
}
