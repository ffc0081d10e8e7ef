namespace Prenup.Dialects.Replies;

/// <summary>What the events of Responses mean, by their JSON <c>type</c>: mantle sends no event names.</summary>
internal static class ResponsesEvents
{
    /// <summary>The role of an event, by its type alone.</summary>
    /// <param name="type">The unescaped value of <c>type</c>.</param>
    /// <param name="opensItem">Whether the event opens an output item, whose own type decides.</param>
    public static EventRole Role(ReadOnlySpan<byte> type, out bool opensItem)
    {
        opensItem = false;
        if (type.SequenceEqual("error"u8) || type.SequenceEqual("response.failed"u8))
        {
            return EventRole.Terminal | EventRole.Error;
        }
        if (!type.StartsWith("response."u8))
        {
            return EventRole.None;
        }
        var rest = type["response.".Length..];
        if (rest.SequenceEqual("completed"u8) || rest.SequenceEqual("incomplete"u8))
        {
            return EventRole.Terminal;
        }
        opensItem = rest.SequenceEqual("output_item.added"u8);
        return
            rest.SequenceEqual("output_item.done"u8) || rest.EndsWith(".delta"u8) || rest.EndsWith(".partial_image"u8)
            ? EventRole.Content
            : EventRole.None;
    }

    /// <summary>Whether the opening of an item is content: a tool's is, a message's and a reasoning's are still empty.</summary>
    public static bool IsContent(ReadOnlySpan<byte> itemType) =>
        !itemType.IsEmpty && !itemType.SequenceEqual("message"u8) && !itemType.SequenceEqual("reasoning"u8);
}
