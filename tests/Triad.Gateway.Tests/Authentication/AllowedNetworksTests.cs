using System.Net;
using FsCheck.Xunit;
using Triad.Gateway.Authentication;
using Triad.Gateway.Requests;

namespace Triad.Gateway.Tests.Authentication;

public sealed class AllowedNetworksTests
{
    [Theory]
    [InlineData("203.0.113.0/24", "203.0.113.0/24")]
    [InlineData("203.0.113.7", "203.0.113.7/32")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("2001:DB8:0::/32", "2001:db8::/32")]
    [InlineData("::1", "::1/128")]
    [InlineData("::/0", "::/0")]
    public void Network_ThatIsOne_IsReadInOneForm(string text, string form)
    {
        var violations = new Violations();

        Assert.Equal([form], AllowedNetworks.Read([text, text], violations));
        Assert.Empty(violations.Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/24")]
    [InlineData("here")]
    [InlineData("10.1")]
    [InlineData("010.0.0.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/ 8")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0.0.1/8")]
    [InlineData("2001:db8::/129")]
    [InlineData("2001:db8::1/32")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("::ffff:10.0.0.0/104")]
    public void Network_ThatIsNone_NamesFieldValueAndRemedy(string text)
    {
        var violations = new Violations();

        Assert.Empty(AllowedNetworks.Read([text], violations));

        var error = Assert.Single(violations.Errors);
        Assert.Equal(("networks[0]", text), (error.Field, error.Value));
        Assert.NotNull(error.Remedy);
    }

    [Theory]
    [InlineData("203.0.113.200", true)]
    [InlineData("::ffff:203.0.113.200", true)]
    [InlineData("203.0.114.1", false)]
    [InlineData("2001:db8:1::5", true)]
    [InlineData("2001:db9::5", false)]
    [InlineData(null, false)]
    public void Address_IsAllowedByItsNetwork(string? address, bool allowed) =>
        Assert.Equal(allowed, AllowedNetworks.From(["203.0.113.0/24", "2001:db8::/32"]).Allows(address is null ? null : IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.0.0.0/8", "10.1.0.0/16", true)]
    [InlineData("10.1.0.0/16", "10.0.0.0/8", false)]
    [InlineData("10.0.0.0/8", "::/0", false)]
    [InlineData("0.0.0.0/0", "10.0.0.0/8", true)]
    public void Networks_HoldThoseWithinThem(string own, string other, bool holds) =>
        Assert.Equal(holds, AllowedNetworks.From([own]).Hold(AllowedNetworks.From([other])));

    [Fact]
    public void Networks_HoldAllOnlyWhereTheyAreAll()
    {
        Assert.False(AllowedNetworks.From(["10.0.0.0/8"]).Hold(AllowedNetworks.All));
        Assert.True(AllowedNetworks.All.Hold(AllowedNetworks.All));
    }

    [Property]
    public void Network_OfAnyAddress_HoldsItAndTheAddressesOfItsPrefixAlone(byte[] bytes, byte other, bool isLong)
    {
        var size = isLong ? 16 : 4;
        var address = new byte[size];
        bytes.AsSpan(0, Math.Min(size, bytes.Length)).CopyTo(address);
        var flipped = (byte[])address.Clone();
        var bit = other % (8 * size);
        flipped[bit / 8] ^= (byte)(0x80 >> (bit % 8));
        if (new IPAddress(address).IsIPv4MappedToIPv6 || new IPAddress(flipped).IsIPv4MappedToIPv6)
            return;

        // The network of all bits before the one that differs holds both, and that with it one of them.
        var wide = Masked(address, bit);
        Assert.True(AllowedNetworks.From([$"{wide}/{bit}"]).Allows(new IPAddress(flipped)));
        Assert.False(AllowedNetworks.From([$"{Masked(address, bit + 1)}/{bit + 1}"]).Allows(new IPAddress(flipped)));
    }

    private static IPAddress Masked(byte[] address, int length)
    {
        var bytes = (byte[])address.Clone();
        for (var bit = length; bit < 8 * bytes.Length; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }
}
