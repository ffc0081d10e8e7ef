using System.Buffers;
using System.Text.Json;
using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Dialects.Faults;

namespace Prenup.Dialects.Replies;

/// <summary>
/// Reads a whole reply as its bytes pass, in any cuts: the few top-level members that matter are captured, all else is
/// skipped. Memory is bounded whatever the cloud sends. One per attempt; not thread-safe.
/// </summary>
public sealed class WholeTap
{
    private const int MaxCaptureBytes = 64 * 1024;
    private const int LongestName = 12; // service_tier

    private readonly string _cloud;
    private readonly bool _hasStatus;
    private ArrayBufferWriter<byte>? _carry; // the begin of a member that the bytes were cut in
    private JsonOutline _outline;
    private WholeField _field;
    private bool _captures;
    private bool _hasFailed;
    private long _position;
    private long _valueStart;

    /// <summary>A tap for one reply.</summary>
    /// <param name="dialect">The cloud's dialect.</param>
    /// <param name="cloud">The cloud's name, for the messages of faults.</param>
    public WholeTap(Dialect dialect, string cloud = "the cloud")
    {
        _hasStatus = dialect == Dialect.OpenAiResponses;
        _cloud = cloud;
    }

    /// <summary>What the reply said so far.</summary>
    public ReplyFacts Facts { get; } = new();

    /// <summary>Where the model's value, quotes included, starts in the body; -1 until it has passed.</summary>
    public long ModelOffset { get; private set; } = -1;

    /// <summary>Its length in bytes; 0 until it has passed.</summary>
    public int ModelLength { get; private set; }

    /// <summary>Whether what has passed is one closed JSON object by its outline, with nothing behind it.</summary>
    public bool WellFormed => _outline.IsWhole;

    /// <summary>Takes the next bytes of the body.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        var (at, from) = (0, 0);
        while (at < bytes.Length)
        {
            at += _outline.Take(bytes[at..], out var step);
            switch (step)
            {
                case JsonOutline.Step.NameBegins:
                    (_captures, from) = (true, at);
                    break;
                case JsonOutline.Step.NameEnds:
                    _field = Find(Captured(bytes[from..(at - 1)]));
                    (_captures, _valueStart) = (false, _position + at);
                    break;
                case JsonOutline.Step.ValueBegins:
                    (_captures, from) = (_field is not (WholeField.None or WholeField.Answer), at - 1);
                    _valueStart = _position + from;
                    break;
                case JsonOutline.Step.ValueEnds:
                    End(bytes[from..at], _position + at);
                    break;
                case JsonOutline.Step.ValueEnded:
                    End(bytes[from..(at - 1)], _position + at - 1);
                    break;
            }
        }
        if (_captures)
        {
            Carry(bytes[from..]);
        }
        _position += bytes.Length;
        if (_field == WholeField.Answer)
        {
            Facts.OutputBytes = _position - _valueStart;
        }
    }

    /// <summary>Says that the body has ended.</summary>
    public void Complete()
    {
        if (_hasFailed)
        {
            Facts.Fault ??= UpstreamFaults.OfLate(CloudError.Nothing, _cloud);
        }
        Facts.Terminated = WellFormed;
        Facts.SawFinish = WellFormed && Facts.Fault is null;
    }

    private void Carry(ReadOnlySpan<byte> bytes)
    {
        _carry ??= new ArrayBufferWriter<byte>(bytes.Length + 64);
        if (_carry.WrittenCount + bytes.Length <= MaxCaptureBytes)
        {
            _carry.Write(bytes);
        }
        else
        {
            _captures = false;
            _carry = null;
        }
    }

    // The whole member: usually a part of the bytes at hand, otherwise what was carried and these.
    private ReadOnlySpan<byte> Captured(ReadOnlySpan<byte> bytes)
    {
        if (_carry is not { WrittenCount: > 0 } carry)
        {
            return bytes;
        }
        Carry(bytes);
        _carry = null;
        return _captures ? carry.WrittenSpan : default;
    }

    private void End(ReadOnlySpan<byte> bytes, long end)
    {
        if (_field == WholeField.Answer)
        {
            Facts.OutputBytes = end - _valueStart;
        }
        var value = _captures ? Captured(bytes) : default;
        if (!value.IsEmpty)
        {
            try
            {
                Understand(value);
            }
            catch (JsonException exception)
            {
                Facts.Fault ??= NotJson(exception);
            }
        }
        _captures = false;
        _field = WholeField.None;
    }

    private void Understand(ReadOnlySpan<byte> value)
    {
        var reader = new Utf8JsonReader(value);
        reader.Read();
        switch (_field)
        {
            case WholeField.Model when reader.TokenType == JsonTokenType.String:
                (ModelOffset, ModelLength) = (_valueStart, value.Length);
                Facts.ReadModel(ref reader);
                break;
            case WholeField.Id:
                Facts.ReadId(ref reader);
                break;
            case WholeField.ServiceTier:
                Facts.ReadTier(ref reader);
                break;
            case WholeField.Usage:
                Facts.ReadUsage(ref reader);
                break;
            case WholeField.ToolUsage:
                Facts.ReadToolUsage(ref reader);
                break;
            case WholeField.Status:
                _hasFailed = _hasStatus && JsonText.Is(ref reader, "failed"u8);
                break;
            case WholeField.Error when reader.TokenType != JsonTokenType.Null:
                Facts.Fault ??= UpstreamFaults.ReadLate(ref reader, _cloud);
                break;
        }
    }

    private static WholeField Find(ReadOnlySpan<byte> name)
    {
        if (name.Length is < 2 or > LongestName)
        {
            return WholeField.None;
        }
        return name.SequenceEqual("model"u8) ? WholeField.Model
            : name.SequenceEqual("id"u8) ? WholeField.Id
            : name.SequenceEqual("service_tier"u8) ? WholeField.ServiceTier
            : name.SequenceEqual("usage"u8) ? WholeField.Usage
            : name.SequenceEqual("tool_usage"u8) ? WholeField.ToolUsage
            : name.SequenceEqual("status"u8) ? WholeField.Status
            : name.SequenceEqual("error"u8) ? WholeField.Error
            : name.SequenceEqual("choices"u8) || name.SequenceEqual("output"u8) ? WholeField.Answer
            : WholeField.None;
    }

    private Fault NotJson(JsonException exception) =>
        new()
        {
            Kind = FaultKind.UpstreamBug,
            Blame = Blame.Upstream,
            Retry = RetryAdvice.Anywhere,
            Status = 502,
            Code = "upstream_error",
            Message = $"{_cloud} sent a body that is not its protocol.",
            Cause = exception,
        };
}
