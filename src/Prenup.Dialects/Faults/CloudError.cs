using System.Globalization;
using System.Text.Json;

namespace Prenup.Dialects.Faults;

/// <summary>What an error body says, whichever of the known shapes it has; empty where it says nothing.</summary>
internal readonly record struct CloudError
{
    /// <summary>Whether the shape is OpenAI's: an object <c>error</c> with a text <c>message</c>.</summary>
    public bool IsOpenAiShape { get; init; }

    /// <summary>Whether the body was JSON with an error in it at all.</summary>
    public bool IsKnownShape { get; init; }

    /// <summary>The code as text; <c>""</c> where it is null or absent. Servers send strings, integers and null.</summary>
    public string Code { get; init; }

    /// <summary>The type; <c>""</c> where there is none.</summary>
    public string Type { get; init; }

    /// <summary>The message; <c>""</c> where there is none.</summary>
    public string Message { get; init; }

    /// <summary>The field at fault; null where none is named.</summary>
    public string? Param { get; init; }

    /// <summary>The code of Azure's <c>innererror</c>; <c>""</c> where there is none.</summary>
    public string InnerCode { get; init; }

    /// <summary>The name of AWS's exception, of a header; <c>""</c> where there is none.</summary>
    public string Exception { get; init; }

    /// <summary>No error is known.</summary>
    public static CloudError Nothing { get; } =
        new()
        {
            Code = "",
            Type = "",
            Message = "",
            InnerCode = "",
            Exception = "",
        };

    /// <summary>Reads <c>{"error": {…}}</c>, <c>{"error": "text"}</c> or a bare <c>{"message": …, "code": …}</c>.</summary>
    public static CloudError Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 128 });
        try
        {
            return reader.Read() ? Value(ref reader) : Nothing;
        }
        catch (JsonException)
        {
            return Nothing; // an HTML page, a cut body: nothing is known but the status
        }
    }

    /// <summary>Reads the error at the reader, an object or a text, and leaves the reader at its end.</summary>
    public static CloudError Value(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            var isText = JsonText.TryGet(ref reader, out var text);
            reader.Skip();
            return isText ? Nothing with { IsKnownShape = true, Message = text! } : Nothing;
        }
        var error = Nothing;
        var nested = default(CloudError?);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("error"u8))
            {
                reader.Read();
                var isObject = reader.TokenType == JsonTokenType.StartObject;
                var inner = Value(ref reader);
                nested = inner with { IsOpenAiShape = isObject && inner.Message.Length > 0 };
            }
            else
            {
                error = Member(ref reader, name, error);
            }
        }
        return nested is { IsKnownShape: true } found ? found : error;
    }

    private static CloudError Member(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, CloudError error)
    {
        if (name.SequenceEqual("message"u8) || name.SequenceEqual("Message"u8))
        {
            return error with { IsKnownShape = true, Message = Scalar(ref reader) };
        }
        if (name.SequenceEqual("code"u8))
        {
            return error with { IsKnownShape = true, Code = Scalar(ref reader) };
        }
        if (name.SequenceEqual("type"u8))
        {
            return error with { Type = Scalar(ref reader) };
        }
        if (name.SequenceEqual("param"u8))
        {
            var param = Scalar(ref reader);
            return error with { Param = param.Length > 0 ? param : null };
        }
        if (name.SequenceEqual("innererror"u8))
        {
            reader.Read();
            return error with { InnerCode = Value(ref reader).Code };
        }
        reader.Read();
        reader.Skip();
        return error;
    }

    private static string Scalar(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture) : "";
        }
        var text = JsonText.TryGet(ref reader, out var value) ? value : "";
        reader.Skip();
        return text;
    }
}
