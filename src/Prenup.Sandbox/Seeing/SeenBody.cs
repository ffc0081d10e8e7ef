namespace Prenup.Sandbox.Seeing;

/// <summary>
/// What the cloud's own, tolerant parser understood of a request body: the last of duplicate keys counts, a byte order mark is skipped,
/// invalid UTF-8 becomes U+FFFD. Everything is null where the body is not a JSON object or the field is absent.
/// </summary>
public sealed record SeenBody
{
    /// <summary>Whether the body parsed as a JSON object.</summary>
    public bool IsObject { get; init; }

    /// <summary>The <c>model</c> string.</summary>
    public string? Model { get; init; }

    /// <summary>The <c>stream</c> flag.</summary>
    public bool? Stream { get; init; }

    /// <summary>The flag <c>stream_options.include_usage</c>.</summary>
    public bool? IncludeUsage { get; init; }

    /// <summary>The first present of <c>max_completion_tokens</c>, <c>max_output_tokens</c>, <c>max_tokens</c>.</summary>
    public long? MaxTokens { get; init; }

    /// <summary>The <c>service_tier</c> asked for.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>The number of choices asked for, <c>n</c>.</summary>
    public long? Choices { get; init; }

    /// <summary>The <c>previous_response_id</c>.</summary>
    public string? PreviousResponseId { get; init; }

    /// <summary>The <c>store</c> flag.</summary>
    public bool? Store { get; init; }
}
