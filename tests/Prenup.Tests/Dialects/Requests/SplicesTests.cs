using System.Text;
using Prenup.Core.Asking;
using Prenup.Dialects.Requests;
using Xunit;

namespace Prenup.Tests.Dialects.Requests;

public sealed class SplicesTests
{
    private static readonly byte[] Body = "{\"model\":\"m\",\"stream\":true}"u8.ToArray();
    private const string Edited = "{\"stream_options\":{\"include_usage\":true},\"model\":\"offer\",\"stream\":true}";

    private static readonly Splices Edits = NamedEdits.ForOffer(
        Read.Body(Encoding.UTF8.GetString(Body)),
        Dialect.OpenAiChat,
        "offer",
        null
    );

    [Fact]
    public void Segments_in_order_are_the_edited_body()
    {
        var text = new StringBuilder();
        foreach (var segment in Edits.Over(Body))
        {
            Assert.False(segment.IsEmpty);
            text.Append(Encoding.UTF8.GetString(segment.Span));
        }
        Assert.Equal(Edited, text.ToString());
    }

    [Fact]
    public async Task A_stream_gets_the_edited_body()
    {
        using var output = new MemoryStream();
        await Edits.WriteToAsync(Body, output, TestContext.Current.CancellationToken);
        Assert.Equal(Edited, Encoding.UTF8.GetString(output.ToArray()));
        Assert.Equal(Edited.Length, Edits.LengthAfter(Body.Length));
    }

    [Fact]
    public void No_edits_are_the_body_itself_uncopied()
    {
        var segments = Splices.None.Over(Body).GetEnumerator();
        Assert.True(segments.MoveNext());
        Assert.True(segments.Current.Equals(Body.AsMemory()));
        Assert.False(segments.MoveNext());
        Assert.Equal(Body.Length, Splices.None.LengthAfter(Body.Length));
    }
}
