using Prenup.Core.Asking;
using Prenup.Core.Offers;
using Xunit;

namespace Prenup.Tests.Core.Offers;

public sealed class BedrockModelTests
{
    [Theory]
    [InlineData("us.openai.gpt-5.5", "us")]
    [InlineData("global.openai.gpt-6-luna", "global")]
    [InlineData("us-gov.openai.gpt-oss-20b-1:0", "us-gov")]
    [InlineData("arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.openai.gpt-5.5", "eu")]
    [InlineData("arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc", null)]
    [InlineData("openai.gpt-5.5", null)]
    [InlineData("xai.grok-4.6", null)]
    [InlineData("", null)]
    public void B16_An_inference_profile_s_id_says_its_geography(string id, string? geography) =>
        Assert.Equal(geography, BedrockModel.Geography(id));

    [Theory]
    [InlineData("openai.gpt-5.5", "/openai/v1")]
    [InlineData("openai.gpt-6-sol", "/openai/v1")]
    [InlineData("google.gemma-4-27b", "/openai/v1")]
    [InlineData("xai.grok-4.6", "/openai/v1")]
    [InlineData("openai.gpt-oss-120b", "/v1")]
    [InlineData("openai.gpt-oss-safeguard-20b", "/v1")]
    [InlineData("google.gemma-3-27b", "/v1")]
    [InlineData("qwen.qwen4", "/v1")]
    public void Mantle_takes_each_model_under_one_prefix(string id, string prefix)
    {
        Assert.Equal(prefix, BedrockModel.Prefix(BedrockHost.Mantle, id));
        Assert.Equal("/openai/v1", BedrockModel.Prefix(BedrockHost.Runtime, id));
    }

    [Theory]
    [InlineData("us.openai.gpt-5.6-terra", Dialect.OpenAiResponses)]
    [InlineData("openai.gpt-oss-safeguard-20b", Dialect.OpenAiChat)]
    [InlineData("global.openai.gpt-5.6-sol", Dialect.OpenAiChat, Dialect.OpenAiResponses)]
    public void A_model_speaks_what_its_card_says(string id, params Dialect[] apis) =>
        Assert.Equal(apis, BedrockModel.Apis(id).Order());

    [Theory]
    [InlineData("us-east-2", "us")]
    [InlineData("us-gov-west-1", "us-gov")]
    [InlineData("eu-central-1", "eu")]
    [InlineData("ap-northeast-1", "jp")]
    [InlineData("ap-southeast-2", "au")]
    [InlineData("ap-south-1", "apac")]
    [InlineData("sa-east-1", "sa-east-1")]
    public void A_region_belongs_to_its_geography(string region, string scope)
    {
        Assert.Equal(scope, BedrockRegion.Scope(region));
        Assert.True(BedrockRegion.Holds(scope, region));
        Assert.True(BedrockRegion.Holds(region, region));
        Assert.False(BedrockRegion.Holds("global", region));
        Assert.Equal(region.StartsWith("ap-", StringComparison.Ordinal), BedrockRegion.Holds("apac", region));
    }
}
