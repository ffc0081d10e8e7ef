using System.Text.Json;
using Prenup.Core.Asking;
using Prenup.Core.Faults;

namespace Prenup.Dialects.Requests;

/// <summary>One pass over a body's top-level members.</summary>
internal ref struct BodyScan
{
    private const int MaxMetadataBytes = 4096;
    private const int MaxChoices = 128; // OpenAI's own limit on n

    private readonly ReadOnlySpan<byte> _body;
    private readonly bool _isChat;
    private readonly bool _isResponses;
    private Utf8JsonReader _reader;
    private NameSet _names;
    private StateScan _state;

    public BodyScan(ReadOnlySpan<byte> body, Dialect dialect)
    {
        _body = body;
        _isChat = dialect == Dialect.OpenAiChat;
        _isResponses = dialect == Dialect.OpenAiResponses;
        _reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = RequestReader.MaxDepth });
        Asked = new AskedBody { InputBytes = body.Length };
    }

    public AskedBody Asked { get; }

    public readonly int Depth => _reader.CurrentDepth;

    /// <exception cref="JsonException">The body is no JSON.</exception>
    public Fault? Run()
    {
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            return Refusals.Malformed("the body must be a JSON object.");
        }
        Asked.FirstMemberOffset = (int)_reader.TokenStartIndex + 1;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if ((Name(out var field) ?? Value(field)) is { } fault)
            {
                return fault;
            }
        }
        Asked.IsEmpty = _names.Count == 0;
        Asked.ForeignState = _state.References ?? [];
        Asked.SealedState = _state.Sealed ?? [];
        Asked.HostedTool ??= _state.HostedTool;
        Asked.RefersBeyond = _state.HasMedia || Asked.HostedTool is not null || Asked.ForeignState.Count > 0;
        _reader.Read(); // throws on anything but white space
        return null;
    }

    private Fault? Name(out Field field)
    {
        var name = _reader.ValueSpan;
        field = FieldNames.Find(name);
        if (_reader.ValueIsEscaped || (field == Field.Unknown && FieldNames.IsVariant(name)))
        {
            return Refusals.Ambiguous(JsonText.Shown(name));
        }
        if (_names.Count == NameSet.MaxMembers)
        {
            return Refusals.Invalid("too_many_fields", $"the body has more than {NameSet.MaxMembers} fields.");
        }
        var isNew = _names.TryAdd(_body, new ByteRange((int)_reader.TokenStartIndex + 1, name.Length));
        return isNew ? null : Refusals.Duplicate(JsonText.Shown(name));
    }

    private Fault? Value(Field field)
    {
        _reader.Read();
        return field switch
        {
            Field.Model => Model(),
            Field.Messages or Field.Input or Field.Tools when _isChat || _isResponses => State(field),
            Field.Metadata => Metadata(),
            Field.ServiceTier => ServiceTier(),
            Field.Stream when _isChat || _isResponses => Stream(),
            Field.Store when _isChat || _isResponses => Store(),
            Field.StreamOptions when _isChat => StreamOptions(),
            Field.N when _isChat => Choices(),
            Field.WebSearchOptions when _isChat => WebSearch(),
            Field.MaxCompletionTokens when _isChat => Cap("max_completion_tokens", OutputCapField.MaxCompletionTokens),
            Field.MaxTokens when _isChat => Cap("max_tokens", OutputCapField.MaxTokens),
            Field.MaxOutputTokens when _isResponses => Cap("max_output_tokens", OutputCapField.MaxOutputTokens),
            Field.Background when _isResponses => Background(),
            Field.PreviousResponseId when _isResponses => PreviousResponse(),
            Field.Conversation or Field.Prompt when _isResponses => State(field),
            _ => Skip(),
        };
    }

    private Fault? Skip()
    {
        _reader.Skip();
        return null;
    }

    private Fault? Model()
    {
        var fault = FieldValue.Text(ref _reader, "model", out var model);
        Asked.Model = model;
        Asked.ModelSpan = FieldValue.Skip(ref _reader);
        return fault;
    }

    private Fault? Stream()
    {
        var fault = FieldValue.Flag(ref _reader, "stream", out var value);
        Asked.Stream = value ?? false;
        return fault;
    }

    private Fault? Store()
    {
        var fault = FieldValue.Flag(ref _reader, "store", out var value);
        Asked.Store = value;
        return fault;
    }

    private Fault? Background()
    {
        var fault = FieldValue.Flag(ref _reader, "background", out var value);
        Asked.Background = value ?? false;
        return fault;
    }

    private Fault? WebSearch()
    {
        Asked.HostedTool = _reader.TokenType == JsonTokenType.Null ? null : HostedTools.WebSearch;
        return Skip();
    }

    private Fault? Choices()
    {
        var fault = FieldValue.Whole(ref _reader, "n", MaxChoices, out var value);
        Asked.Choices = value ?? 1;
        return fault;
    }

    private Fault? ServiceTier()
    {
        var fault = FieldValue.Text(ref _reader, "service_tier", out var value);
        Asked.ServiceTier = value;
        return fault;
    }

    private Fault? PreviousResponse()
    {
        var fault = FieldValue.Text(ref _reader, "previous_response_id", out var id);
        Asked.PreviousResponseId = id;
        if (id is not null)
        {
            _state.Add("previous_response_id", id);
        }
        return fault;
    }

    private Fault? Cap(string name, OutputCapField field)
    {
        var fault = FieldValue.Whole(ref _reader, name, int.MaxValue, out var value);
        if (value is not null && Asked.MaxOutputTokens is not null)
        {
            return Refusals.Invalid(
                "conflicting_fields",
                "'max_tokens' and 'max_completion_tokens' exclude each other; send 'max_completion_tokens' alone.",
                name
            );
        }
        // A null is worth remembering only in the field that OpenAI itself reads: a limit may replace it there.
        var isReplaceable = value is not null || field != OutputCapField.MaxTokens;
        if (isReplaceable && Asked.MaxOutputTokens is null)
        {
            Asked.MaxOutputTokens = value;
            Asked.MaxOutputTokensField = field;
            Asked.MaxOutputTokensSpan = FieldValue.Skip(ref _reader);
        }
        return fault;
    }

    private Fault? Metadata()
    {
        if (_reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.Null))
        {
            return Refusals.WrongType("metadata", "an object");
        }
        var isObject = _reader.TokenType == JsonTokenType.StartObject;
        var range = FieldValue.Skip(ref _reader);
        Asked.MetadataSpan = isObject && range.Length <= MaxMetadataBytes ? range : default;
        return null;
    }

    private Fault? StreamOptions()
    {
        var start = (int)_reader.TokenStartIndex;
        if (_reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.Null))
        {
            return Refusals.WrongType("stream_options", "an object");
        }
        var options = new StreamOptionsScan(_body, Asked);
        var fault = options.Run(ref _reader);
        Asked.StreamOptionsSpan = new ByteRange(start, (int)_reader.BytesConsumed - start);
        return fault;
    }

    private Fault? State(Field field) => _state.Walk(ref _reader, field);
}
