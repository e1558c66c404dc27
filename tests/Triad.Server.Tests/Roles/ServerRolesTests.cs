using Triad.Grains.Roles;
using Triad.Server.Roles;

namespace Triad.Server.Tests.Roles;

public sealed class ServerRolesTests
{
    [Theory]
    [InlineData("all", PlatformRoles.All)]
    [InlineData("Gateway", PlatformRoles.Gateway)]
    [InlineData("silo, embed", PlatformRoles.Silo | PlatformRoles.Embed)]
    [InlineData("gateway,silo,embed", PlatformRoles.All)]
    public void Parse_Names_AreRoles(string text, PlatformRoles expected) => Assert.Equal(expected, ServerRoles.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("silo,")]
    [InlineData("silos")]
    [InlineData("7")]
    public void Parse_AnythingElse_IsNull(string? text) => Assert.Null(ServerRoles.Parse(text));

    [Fact]
    public void Write_WhatWasParsed_CanBeParsedAgain() =>
        Assert.All(Enumerable.Range(1, 7), roles => Assert.Equal((PlatformRoles)roles, ServerRoles.Parse(ServerRoles.Write((PlatformRoles)roles))));
}
