using System.Text;
using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Dialects.Requests;
using Xunit;

namespace Prenup.Tests.Dialects.Requests;

/// <summary>Reads bodies given as text.</summary>
internal static class Read
{
    public static AskedBody Body(string json, Dialect dialect = Dialect.OpenAiChat)
    {
        Assert.True(
            RequestReader.TryRead(Encoding.UTF8.GetBytes(json), dialect, out var asked, out var fault),
            fault?.Message
        );
        return asked;
    }

    public static Fault Refusal(byte[] body, Dialect dialect = Dialect.OpenAiChat)
    {
        Assert.False(RequestReader.TryRead(body, dialect, out var asked, out var fault));
        Assert.Null(asked);
        Assert.Equal((FaultKind.Invalid, Blame.Client, 400), (fault.Kind, fault.Blame, fault.Status));
        return fault;
    }

    public static Fault Refusal(string json, Dialect dialect = Dialect.OpenAiChat) =>
        Refusal(Encoding.UTF8.GetBytes(json), dialect);

    public static string Text(string json, ByteRange range) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(json), range.Offset, range.Length);
}
