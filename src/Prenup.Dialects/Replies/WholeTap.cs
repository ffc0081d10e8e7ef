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

    private readonly Dialect _dialect;
    private readonly string _cloud;
    private readonly ArrayBufferWriter<byte> _capture = new(256);
    private JsonOutline _outline;
    private WholeField _field;
    private bool _captures;
    private long _position;
    private long _valueStart;

    /// <summary>A tap for one reply.</summary>
    /// <param name="dialect">The cloud's dialect.</param>
    /// <param name="cloud">The cloud's name, for the messages of faults.</param>
    public WholeTap(Dialect dialect, string cloud = "the cloud")
    {
        _dialect = dialect;
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
        while (!bytes.IsEmpty)
        {
            var used = _outline.Take(bytes, out var step);
            Act(bytes[..used], step);
            _position += used;
            bytes = bytes[used..];
        }
    }

    /// <summary>Says that the body has ended.</summary>
    public void Complete()
    {
        Facts.Terminated = WellFormed;
        Facts.SawFinish = WellFormed && Facts.Fault is null;
    }

    private void Act(ReadOnlySpan<byte> bytes, JsonOutline.Step step)
    {
        switch (step)
        {
            case JsonOutline.Step.NameBegins:
                Begin(captures: true);
                break;
            case JsonOutline.Step.NameEnds:
                Keep(bytes[..^1]);
                _field = _captures ? Find(_capture.WrittenSpan) : WholeField.None;
                _captures = false;
                break;
            case JsonOutline.Step.ValueBegins:
                _valueStart = _position;
                Begin(_field != WholeField.None);
                Keep(bytes);
                break;
            case JsonOutline.Step.ValueEnds:
                Keep(bytes);
                End(_position + bytes.Length);
                break;
            case JsonOutline.Step.ValueEnded:
                End(_position);
                break;
            default:
                Keep(bytes);
                break;
        }
    }

    private void Begin(bool captures)
    {
        _capture.ResetWrittenCount();
        _captures = captures;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_captures && _capture.WrittenCount + bytes.Length <= MaxCaptureBytes)
        {
            _capture.Write(bytes);
        }
        else
        {
            _captures = false;
        }
    }

    private void End(long end)
    {
        if (_captures)
        {
            try
            {
                Understand((int)(end - _valueStart));
            }
            catch (JsonException exception)
            {
                Facts.Fault ??= NotJson(exception);
            }
        }
        _captures = false;
        _field = WholeField.None;
    }

    private void Understand(int length)
    {
        var reader = new Utf8JsonReader(_capture.WrittenSpan);
        reader.Read();
        switch (_field)
        {
            case WholeField.Model when reader.TokenType == JsonTokenType.String:
                (ModelOffset, ModelLength) = (_valueStart, length);
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
            : name.SequenceEqual("error"u8) ? WholeField.Error
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
