namespace Prenup.Dialects.Replies;

/// <summary>The top-level members of a whole reply that are read; all others pass unread.</summary>
internal enum WholeField : byte
{
    None,
    Model,
    Id,
    ServiceTier,
    Status,
    Usage,
    ToolUsage,
    Error,
    Answer,
}
