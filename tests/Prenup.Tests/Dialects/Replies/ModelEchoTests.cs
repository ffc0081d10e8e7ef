using System.Text;
using Prenup.Dialects.Replies;
using Xunit;

namespace Prenup.Tests.Dialects.Replies;

public sealed class ModelEchoTests
{
    [Theory]
    [InlineData("gpt-55-ptu", true)]
    [InlineData("gpt-55-ptu-2026-04-24", false)]
    [InlineData("GPT-55-PTU", false)]
    public void Only_the_offer_s_own_id_is_replaced(string served, bool isReplaced)
    {
        var bytes = Encoding.UTF8.GetBytes($$"""{"model":"{{served}}"}""");
        var echo = new ModelEcho("gpt-55-ptu", "gpt-5.5");
        Assert.Equal(isReplaced, echo.TryEdit(bytes, 9, served.Length + 2, out var edit));
        if (isReplaced)
        {
            Assert.Equal((9, served.Length + 2), (edit.Offset, edit.Length));
            Assert.Equal("\"gpt-5.5\""u8, edit.Replacement.Span);
        }
    }

    [Fact]
    public void Equal_names_and_missing_values_need_no_edit()
    {
        Assert.False(new ModelEcho("m", "m").TryEdit("\"m\""u8, 0, 3, out _));
        Assert.False(new ModelEcho("m", "n").TryEdit("{}"u8, -1, 0, out _));
    }
}
