namespace Prenup.Dialects.Requests;

/// <summary>What the journey needs to know of a request body; ranges point into its raw bytes, which stay as they came.</summary>
/// <remarks>Made by <see cref="RequestReader"/> alone and immutable for everybody else.</remarks>
public sealed class AskedBody
{
    internal AskedBody() { }

    /// <summary>Bytes of the body.</summary>
    public int InputBytes { get; internal set; }

    /// <summary>The model asked for; null where the body names none.</summary>
    public string? Model { get; internal set; }

    /// <summary>The model's value, quotes included (or <c>null</c>); absent where the body has no such field.</summary>
    public ByteRange ModelSpan { get; internal set; }

    /// <summary>Just behind the opening brace: where a member is inserted.</summary>
    public int FirstMemberOffset { get; internal set; }

    /// <summary>Whether the body is <c>{}</c>.</summary>
    public bool IsEmpty { get; internal set; }

    /// <summary>Whether the reply is to be streamed.</summary>
    public bool Stream { get; internal set; }

    /// <summary>The value of <c>stream_options</c>: an object or <c>null</c>.</summary>
    public ByteRange StreamOptionsSpan { get; internal set; }

    /// <summary>How many members <c>stream_options</c> has; -1 where it is <c>null</c> or absent.</summary>
    public int StreamOptionsMembers { get; internal set; } = -1;

    /// <summary>The value of <c>stream_options.include_usage</c>; null where it is null or absent.</summary>
    public bool? IncludeUsage { get; internal set; }

    /// <summary>Where that value stands.</summary>
    public ByteRange IncludeUsageSpan { get; internal set; }

    /// <summary>The most tokens the client wants, at least 1; null where it sets no limit.</summary>
    public int? MaxOutputTokens { get; internal set; }

    /// <summary>The field that said so, or that holds a null that a limit may replace.</summary>
    public OutputCapField MaxOutputTokensField { get; internal set; }

    /// <summary>Where that field's value stands.</summary>
    public ByteRange MaxOutputTokensSpan { get; internal set; }

    /// <summary>How many answers are wanted (<c>n</c>), 1 to 128.</summary>
    public int Choices { get; internal set; } = 1;

    /// <summary>The service tier asked for; null where none is.</summary>
    public string? ServiceTier { get; internal set; }

    /// <summary>Whether the cloud shall store the answer; null leaves it to the cloud (Responses: yes, Chat: no).</summary>
    public bool? Store { get; internal set; }

    /// <summary>Whether the answer is to be made in the background.</summary>
    public bool Background { get; internal set; }

    /// <summary>The stored response that this one continues; also listed in <see cref="ForeignState"/>.</summary>
    public string? PreviousResponseId { get; internal set; }

    /// <summary>The client's tags, where <c>metadata</c> is an object of at most 4 KiB.</summary>
    public ByteRange MetadataSpan { get; internal set; }

    /// <summary>The first tool asked for that the cloud itself has to run (<c>web_search</c>); null for none.</summary>
    public string? HostedTool { get; internal set; }

    /// <summary>
    /// Whether the cloud reads more than the text of the body: pictures, sounds and files, state that it keeps, what its own
    /// tools bring. Then the body's size bounds no prompt.
    /// </summary>
    public bool RefersBeyond { get; internal set; }

    /// <summary>Everything stored at a cloud that the request points at, in the order of its appearance.</summary>
    public IReadOnlyList<StateReference> ForeignState { get; internal set; } = [];

    /// <summary>The values of all <c>encrypted_content</c>: state that only its maker can read, quotes included.</summary>
    public IReadOnlyList<ByteRange> SealedState { get; internal set; } = [];
}
