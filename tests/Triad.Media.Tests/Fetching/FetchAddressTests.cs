using Triad.Core.Errors;
using Triad.Media.Fetching;

namespace Triad.Media.Tests.Fetching;

public sealed class FetchAddressTests
{
    private static readonly FetchRules Usual = new(new FetchOptions());
    private static readonly FetchRules Open = new(new FetchOptions { AllowHttp = true, Ports = ["1-65535"] });

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("https://EXAMPLE.com:443/a/b?c=%20d#e")]
    [InlineData("HTTPS://a-b.example.com/hook")]
    [InlineData("https://xn--bcher-kva.example/")]
    [InlineData("https://93.184.216.34/")]
    [InlineData("https://[2606:2800:220:1:248:1893:25c8:1946]/")]
    [InlineData("https://[2606:2800:0220:0001:0248:1893:25C8:1946]:443/")]
    public void Address_InTheOneForm_IsTaken(string text) => Assert.True(FetchAddress.Parse(text, "url", Usual).IsOk);

    [Theory]
    [InlineData("example.com", "no address of the web")]
    [InlineData("//example.com", "no address of the web")]
    [InlineData("ftp://example.com/", "no address of the web")]
    [InlineData("file:///etc/passwd", "no address of the web")]
    [InlineData("gopher://example.com/", "no address of the web")]
    [InlineData("https:/example.com/", "no address of the web")]
    [InlineData("https:///example.com/", "no address of the web")]
    [InlineData("https://", "no address of the web")]
    [InlineData("https://exa mple.com/", "no address of the web")]
    [InlineData(" https://example.com/", "no address of the web")]
    [InlineData("https://example.com/\r\nHost: other", "no address of the web")]
    [InlineData("https://example.com\\@127.0.0.1/", "no address of the web")]
    [InlineData("https://bücher.example/", "no address of the web")]
    [InlineData("https://１２７.0.0.1/", "no address of the web")]
    [InlineData("https://①27.0.0.1/", "no address of the web")]
    [InlineData("http://example.com/", "not https")]
    [InlineData("https://user@example.com/", "name or password")]
    [InlineData("https://user:pass@example.com/", "name or password")]
    [InlineData("https://example.com:8443/", "port 8443")]
    [InlineData("https://example.com:0/", "port 0")]
    [InlineData("https://2130706433/", "form that is not taken")]
    [InlineData("https://0x7f000001/", "form that is not taken")]
    [InlineData("https://017700000001/", "form that is not taken")]
    [InlineData("https://127.1/", "form that is not taken")]
    [InlineData("https://127.0.1/", "form that is not taken")]
    [InlineData("https://0x7f.0.0.1/", "form that is not taken")]
    [InlineData("https://0177.0.0.1/", "form that is not taken")]
    [InlineData("https://127.0.0.01/", "form that is not taken")]
    [InlineData("https://127.0.0.1./", "form that is not taken")]
    [InlineData("https://example.com./", "form that is not taken")]
    [InlineData("https://.example.com/", "form that is not taken|no address")]
    [InlineData("https://a..b/", "form that is not taken|no address")]
    [InlineData("https://exa%6Dple.com/", "form that is not taken|no address")]
    [InlineData("https://[fe80::1%25eth0]/", "form that is not taken")]
    [InlineData("https://[::1/", "form that is not taken|no address")]
    [InlineData("https://example.com:99999/", "form that is not taken|no address")]
    public void Address_InAnotherForm_IsRefusedWithTheField(string text, string problem)
    {
        var parsed = FetchAddress.Parse(text, "webhook.url", Usual);

        Assert.Equal(("webhook.url", ErrorReason.FieldInvalid), (parsed.Error?.Field, parsed.Error?.Reason));
        Assert.Contains(problem.Split('|'), part => parsed.Error!.Message.Contains(part, StringComparison.Ordinal));
        Assert.NotEmpty(parsed.Error!.Remedy!);
        Assert.DoesNotContain("user", parsed.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Address_Empty_IsMissing() => Assert.Equal(ErrorReason.FieldMissing, FetchAddress.Parse("", "url", Usual).Error?.Reason);

    [Fact]
    public void Address_TooLong_IsRefused() =>
        Assert.Contains("2048", FetchAddress.Parse($"https://example.com/{new string('a', 2048)}", "url", Usual).Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void HttpAndPorts_AreTheOperators()
    {
        Assert.True(FetchAddress.Parse("http://127.0.0.1:9999/", "url", Open).IsOk);
        Assert.False(FetchAddress.Parse("http://127.0.0.1:9999/", "url", new FetchRules(new FetchOptions { AllowHttp = true })).IsOk);
        Assert.True(FetchAddress.Parse("http://127.0.0.1/", "url", new FetchRules(new FetchOptions { AllowHttp = true })).IsOk);
    }
}
