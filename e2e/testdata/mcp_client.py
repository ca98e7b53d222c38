# The vendor's client: lists the tools and calls each. Arguments: stdio PROGRAM, or http URL KEY.
import asyncio
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import create_mcp_http_client, streamable_http_client

TEXT = "The council voted on Monday to raise the wall. The work costs 4.6 million pounds and begins in March."


async def ask(session):
    await session.initialize()
    tools = await session.list_tools()
    assert sorted(t.name for t in tools.tools) == ["ask", "check", "read", "summarize"], tools
    for name, arguments in {
        "read": {},
        "summarize": {"style": "brief"},
        "ask": {"question": "What does the work cost?"},
        "check": {"statements": "The work costs 46 million pounds."},
    }.items():
        result = await session.call_tool(name, {"text": TEXT, **arguments})
        assert not result.is_error and "The work costs 4.6 million pounds and begins in March." in result.content[0].text, result
        assert "The work costs 4.6 million pounds and begins in March." in str(result.structured_content), result
    refused = await session.call_tool("read", {"source": "http://169.254.169.254/latest/"})
    assert refused.is_error and "blocked_address" in refused.content[0].text, refused
    print("all tools quote the source")


async def main():
    if sys.argv[1] == "stdio":
        async with stdio_client(StdioServerParameters(command=sys.argv[2], args=["mcp"])) as (read, write):
            async with ClientSession(read, write) as session:
                await ask(session)
        return
    async with create_mcp_http_client(headers={"Authorization": "Bearer " + sys.argv[3]}) as client:
        async with streamable_http_client(sys.argv[2], http_client=client) as streams:
            async with ClientSession(streams[0], streams[1]) as session:
                await ask(session)


asyncio.run(main())
