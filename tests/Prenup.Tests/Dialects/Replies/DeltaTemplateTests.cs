using System.Text;
using CsCheck;
using Prenup.Core.Asking;
using Prenup.Dialects.Replies;
using Xunit;

namespace Prenup.Tests.Dialects.Replies;

public sealed class DeltaTemplateTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char["ab \u00e9\u4e2d\ud83d"], 0, 12],
        Pick("\\n", "\\u0041", "\\", "\"", "\u0001", "x\",\"usage\":{\"prompt_tokens\":1", "", "}]}")
    );

    private static readonly Gen<string> Event = Gen.Select(
            Text,
            Pick("m", "m2"),
            Pick("null", "\"stop\""),
            Gen.Int[0, 1]
        )
        .Select(
            (text, model, finish, index) =>
                $$"""{"id":"c","model":"{{model}}","choices":[{"index":{{index}},"delta":{"content":"{{text}}"},"finish_reason":{{finish}}}],"usage":null}"""
        );

    [Fact]
    public void An_event_like_the_one_before_reads_as_if_it_stood_alone() =>
        Event
            .List[1, 12]
            .Sample(events =>
            {
                var tap = StreamTap.For(Dialect.OpenAiChat);
                var bytes = 0L;
                foreach (var text in events)
                {
                    var alone = StreamTap.For(Dialect.OpenAiChat);
                    var data = Encoding.UTF8.GetBytes(text);
                    Assert.Equal(alone.Read(data), tap.Read(data));
                    bytes += alone.Facts.OutputBytes;
                    if (tap.Facts.Fault is not null)
                    {
                        Assert.NotNull(alone.Facts.Fault);
                        return;
                    }
                    Assert.Equal(bytes, tap.Facts.OutputBytes);
                }
            });

    private static Gen<string> Pick(params string[] ones) => Gen.Int[0, ones.Length - 1].Select(at => ones[at]);
}
