using System.Net;
using Triad.Media.Fetching;

namespace Triad.Media.Tests.Fetching;

public sealed class PublicAddressesTests
{
    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("1.1.1.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:80b::200e")]
    [InlineData("::ffff:93.184.216.34")]
    public void Address_OfTheInternet_IsPublic(string address) => Assert.True(PublicAddresses.Has(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.250")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%3")]
    [InlineData("2606:4700::1%3")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Address_OfAnythingElse_IsNot(string address) => Assert.False(PublicAddresses.Has(IPAddress.Parse(address)));

    [Fact]
    public void Network_ThatTheOperatorAllows_IsAllowed_AlsoInItsMappedForm()
    {
        var rules = new FetchRules(new FetchOptions { AllowedNetworks = ["10.20.0.0/16"], AllowedHosts = ["Hooks.internal"] });

        Assert.True(rules.Allows("any.example", IPAddress.Parse("10.20.3.4")));
        Assert.True(rules.Allows("any.example", IPAddress.Parse("::ffff:10.20.3.4")));
        Assert.False(rules.Allows("any.example", IPAddress.Parse("10.21.0.1")));
        Assert.True(rules.Allows("hooks.INTERNAL", IPAddress.Parse("192.168.0.9")));
    }
}
